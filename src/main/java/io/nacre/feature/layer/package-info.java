/** The layers: each class defines the features of one layer and their state. */
@NullMarked
package io.nacre.feature.layer;

import org.jspecify.annotations.NullMarked;
