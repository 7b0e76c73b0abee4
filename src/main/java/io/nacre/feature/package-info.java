/** The feature catalogue: the layers, their state, and the features in the vector. */
@NullMarked
package io.nacre.feature;

import org.jspecify.annotations.NullMarked;
