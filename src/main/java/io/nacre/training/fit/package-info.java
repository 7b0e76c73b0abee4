/** The training algorithms: logistic regression, boosted trees, cascade, calibration, thresholds. */
@NullMarked
package io.nacre.training.fit;

import org.jspecify.annotations.NullMarked;
