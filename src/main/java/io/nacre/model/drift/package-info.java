/** Drift of scored transactions from the training data. */
@NullMarked
package io.nacre.model.drift;

import org.jspecify.annotations.NullMarked;
