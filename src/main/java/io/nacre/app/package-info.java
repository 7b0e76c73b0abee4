/** Commands and configuration; wires the rest. */
@NullMarked
package io.nacre.app;

import org.jspecify.annotations.NullMarked;
