/** The commands of {@code nacre} and their configuration. */
@NullMarked
package io.nacre.app;

import org.jspecify.annotations.NullMarked;
