/** The layers: each class defines the features of one layer, and the state that they need. */
@NullMarked
package io.nacre.feature.layer;

import org.jspecify.annotations.NullMarked;
