/** Alternative implementations for comparison, written as in their documentation or papers. */
@NullMarked
package io.nacre.bench.baseline;

import org.jspecify.annotations.NullMarked;
