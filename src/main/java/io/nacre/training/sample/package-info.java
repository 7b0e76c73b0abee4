/** Splits a history by time and samples the training examples. */
@NullMarked
package io.nacre.training.sample;

import org.jspecify.annotations.NullMarked;
