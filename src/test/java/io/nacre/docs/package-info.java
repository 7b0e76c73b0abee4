/** The reference pages of the documentation, generated from the code and compared with it. */
@NullMarked
package io.nacre.docs;

import org.jspecify.annotations.NullMarked;
