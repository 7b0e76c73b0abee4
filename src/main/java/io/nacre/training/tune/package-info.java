/** Finds thresholds by cost or by analyst capacity. */
@NullMarked
package io.nacre.training.tune;

import org.jspecify.annotations.NullMarked;
