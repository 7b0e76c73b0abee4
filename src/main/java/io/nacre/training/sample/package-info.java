/** Splits a history by time and samples the examples that are learned from. */
@NullMarked
package io.nacre.training.sample;

import org.jspecify.annotations.NullMarked;
