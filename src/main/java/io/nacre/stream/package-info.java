/**
 * The Flink job. {@link io.nacre.stream.FraudPipeline} builds its graph. An operator connects Flink's state, timers and
 * outputs to code that does not depend on Flink.
 */
@NullMarked
package io.nacre.stream;

import org.jspecify.annotations.NullMarked;
