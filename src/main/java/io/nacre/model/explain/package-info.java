/** Reasons of a score. */
@NullMarked
package io.nacre.model.explain;

import org.jspecify.annotations.NullMarked;
