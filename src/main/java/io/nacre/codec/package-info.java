/** Converts Avro records to values and back. Only this package uses the generated classes. */
@NullMarked
package io.nacre.codec;

import org.jspecify.annotations.NullMarked;
