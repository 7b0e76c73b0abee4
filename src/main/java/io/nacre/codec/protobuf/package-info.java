/** The contracts in Protobuf: descriptors, schema files, and a reader. */
@NullMarked
package io.nacre.codec.protobuf;

import org.jspecify.annotations.NullMarked;
