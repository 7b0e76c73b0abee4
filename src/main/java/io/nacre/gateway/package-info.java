/**
 * Answers transactions over HTTP: sends them to the job, waits for their decisions, and stands in where no decision
 * comes by the deadline.
 */
@NullMarked
package io.nacre.gateway;

import org.jspecify.annotations.NullMarked;
