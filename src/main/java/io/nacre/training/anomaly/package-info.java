/** Trains the anomaly model, and compares it with an isolation forest. */
@NullMarked
package io.nacre.training.anomaly;

import org.jspecify.annotations.NullMarked;
