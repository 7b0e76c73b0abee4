/** The parts of a decision, one job each. The operator {@code Decide} composes them, and gives them its state. */
@NullMarked
package io.nacre.stream.decide;

import org.jspecify.annotations.NullMarked;
