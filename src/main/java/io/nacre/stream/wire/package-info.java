/** Values as bytes, for edges and for state. */
@NullMarked
package io.nacre.stream.wire;

import org.jspecify.annotations.NullMarked;
