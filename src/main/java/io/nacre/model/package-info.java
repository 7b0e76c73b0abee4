/** A vector becomes a score, a trail and reasons: bundles, and the engines that run them. */
@NullMarked
package io.nacre.model;

import org.jspecify.annotations.NullMarked;
