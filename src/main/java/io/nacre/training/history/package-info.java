/** History in the order of time, replayed through the features into vectors. */
@NullMarked
package io.nacre.training.history;

import org.jspecify.annotations.NullMarked;
