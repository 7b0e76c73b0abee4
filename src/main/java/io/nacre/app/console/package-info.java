/** The commands of the analyst console. */
@NullMarked
package io.nacre.app.console;

import org.jspecify.annotations.NullMarked;
