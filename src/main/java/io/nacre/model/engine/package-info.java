/** Engines that score: the compiled one, and Deeplearning4j as its reference. */
@NullMarked
package io.nacre.model.engine;

import org.jspecify.annotations.NullMarked;
