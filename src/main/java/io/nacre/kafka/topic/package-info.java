/** The catalogue of topics and the roles that may use them. */
@NullMarked
package io.nacre.kafka.topic;

import org.jspecify.annotations.NullMarked;
