/** Scores feature vectors: bundles, engines, trails, reasons and anomalies. */
@NullMarked
package io.nacre.model;

import org.jspecify.annotations.NullMarked;
