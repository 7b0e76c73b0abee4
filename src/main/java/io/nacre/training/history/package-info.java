/** Replays history in event-time order into feature vectors. */
@NullMarked
package io.nacre.training.history;

import org.jspecify.annotations.NullMarked;
