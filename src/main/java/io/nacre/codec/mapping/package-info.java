/** One mapping per contract, between Avro records and the values of the other packages. */
@NullMarked
package io.nacre.codec.mapping;

import org.jspecify.annotations.NullMarked;
