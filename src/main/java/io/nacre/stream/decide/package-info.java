/** The steps of a decision, one class each. The operator {@code Decide} calls them with its state. */
@NullMarked
package io.nacre.stream.decide;

import org.jspecify.annotations.NullMarked;
