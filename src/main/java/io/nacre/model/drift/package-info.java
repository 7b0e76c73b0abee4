/** How far scored transactions have drifted from those of the training. */
@NullMarked
package io.nacre.model.drift;

import org.jspecify.annotations.NullMarked;
