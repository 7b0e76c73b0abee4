/** Which job may run: the lease of a consumer group, its offsets and its transactions. */
@NullMarked
package io.nacre.kafka.guard;

import org.jspecify.annotations.NullMarked;
