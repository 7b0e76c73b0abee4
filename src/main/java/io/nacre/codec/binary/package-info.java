/** Avro by hand: readers with bounds, writers without generated classes. */
@NullMarked
package io.nacre.codec.binary;

import org.jspecify.annotations.NullMarked;
