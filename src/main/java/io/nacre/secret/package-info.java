/** Secrets by reference, card tokens, keyed hashes, record signatures and output escaping. */
@NullMarked
package io.nacre.secret;

import org.jspecify.annotations.NullMarked;
