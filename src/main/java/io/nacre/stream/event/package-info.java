/** What crosses the edges of the flow, each with its serializer. */
@NullMarked
package io.nacre.stream.event;

import org.jspecify.annotations.NullMarked;
