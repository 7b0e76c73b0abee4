/** Other ways to do what Nacre does, written as its documentation or its papers show them, to be compared with. */
@NullMarked
package io.nacre.bench.baseline;

import org.jspecify.annotations.NullMarked;
