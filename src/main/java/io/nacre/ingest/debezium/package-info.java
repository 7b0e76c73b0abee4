/** Change events of Debezium. */
@NullMarked
package io.nacre.ingest.debezium;

import org.jspecify.annotations.NullMarked;
