/** Topics as Flink sources and sinks, their settings, and a broker in process for trials. */
@NullMarked
package io.nacre.kafka;

import org.jspecify.annotations.NullMarked;
