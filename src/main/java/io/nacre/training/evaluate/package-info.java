/** Evaluates a bundle on unseen transactions, layer by layer and against baselines. */
@NullMarked
package io.nacre.training.evaluate;

import org.jspecify.annotations.NullMarked;
