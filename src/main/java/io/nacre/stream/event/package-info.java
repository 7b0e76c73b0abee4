/** Events between the operators of the job, each with its serializer. */
@NullMarked
package io.nacre.stream.event;

import org.jspecify.annotations.NullMarked;
