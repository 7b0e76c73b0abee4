/** Decisions, alerts, verdicts and account actions, as pure code without Flink or Kafka. */
@NullMarked
package io.nacre.decision;

import org.jspecify.annotations.NullMarked;
