/** The learning algorithms: logistic regression, boosted trees, the cascade, calibration, thresholds. */
@NullMarked
package io.nacre.training.fit;

import org.jspecify.annotations.NullMarked;
