/** Avro record to value and back; the generated classes are seen only here. */
@NullMarked
package io.nacre.codec;

import org.jspecify.annotations.NullMarked;
