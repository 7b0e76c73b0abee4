/** Converts payment messages of other formats to transactions and lifecycle events, from files and from topics. */
@NullMarked
package io.nacre.ingest;

import org.jspecify.annotations.NullMarked;
