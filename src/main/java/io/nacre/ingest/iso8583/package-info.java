/** Card messages of ISO 8583:1987. */
@NullMarked
package io.nacre.ingest.iso8583;

import org.jspecify.annotations.NullMarked;
