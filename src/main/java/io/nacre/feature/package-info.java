/** The catalogue: which layers there are, what each remembers, and the features it writes into the vector. */
@NullMarked
package io.nacre.feature;

import org.jspecify.annotations.NullMarked;
