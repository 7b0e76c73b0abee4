/** Clients of the broker: settings, secrets, reading and writing topics outside the job. */
@NullMarked
package io.nacre.kafka.client;

import org.jspecify.annotations.NullMarked;
