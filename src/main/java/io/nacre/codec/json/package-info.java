/** A strict JSON form of the contracts, derived from their Avro schemas. */
@NullMarked
package io.nacre.codec.json;

import org.jspecify.annotations.NullMarked;
