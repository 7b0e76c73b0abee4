/**
 * Avro's binary encoding: what the record classes read and write bodies with. The classes themselves are generated from
 * {@code schemas/} by the templates in {@code src/main/avro}.
 */
@NullMarked
package io.nacre.avro.binary;

import org.jspecify.annotations.NullMarked;
