/** Reasons of a score, layer by layer. */
@NullMarked
package io.nacre.model.explain;

import org.jspecify.annotations.NullMarked;
