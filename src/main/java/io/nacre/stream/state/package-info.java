/** What operators keep, each with its serializer. */
@NullMarked
package io.nacre.stream.state;

import org.jspecify.annotations.NullMarked;
