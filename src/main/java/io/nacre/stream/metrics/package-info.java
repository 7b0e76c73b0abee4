/** The metrics of the job, and the helpers that measure them. */
@NullMarked
package io.nacre.stream.metrics;

import org.jspecify.annotations.NullMarked;
