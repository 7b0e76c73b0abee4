/** Secrets by reference, and what is made with them: tokens of cards, and signatures of records. */
@NullMarked
package io.nacre.secret;

import org.jspecify.annotations.NullMarked;
