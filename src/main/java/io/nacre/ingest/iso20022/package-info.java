/** Payment messages of ISO 20022. */
@NullMarked
package io.nacre.ingest.iso20022;

import org.jspecify.annotations.NullMarked;
