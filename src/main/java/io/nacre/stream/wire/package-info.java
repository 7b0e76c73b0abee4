/** Binary codecs and base serializers, for records in flight and for state. */
@NullMarked
package io.nacre.stream.wire;

import org.jspecify.annotations.NullMarked;
