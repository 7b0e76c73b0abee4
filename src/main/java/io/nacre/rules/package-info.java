/** Rules that people write: what they can name, how they are checked, published, and asked of a transaction. */
@NullMarked
package io.nacre.rules;

import org.jspecify.annotations.NullMarked;
