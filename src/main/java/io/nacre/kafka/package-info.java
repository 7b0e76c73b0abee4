/** Kafka topics as Flink sources and sinks, and their settings. */
@NullMarked
package io.nacre.kafka;

import org.jspecify.annotations.NullMarked;
