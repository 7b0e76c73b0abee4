/** Evaluates a bundle on transactions that it never saw, layer by layer and against baselines. */
@NullMarked
package io.nacre.training.evaluate;

import org.jspecify.annotations.NullMarked;
