/** Faults drawn from a seed, against a real cluster and a real broker; what was promised must hold after them. */
@NullMarked
package io.nacre.chaos;

import org.jspecify.annotations.NullMarked;
