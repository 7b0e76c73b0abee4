/** State of the operators, with its serializers. */
@NullMarked
package io.nacre.stream.state;

import org.jspecify.annotations.NullMarked;
