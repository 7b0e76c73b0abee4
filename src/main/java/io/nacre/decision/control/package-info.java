/** Freezes, releases, lists and erasures, requested by people or automatically. */
@NullMarked
package io.nacre.decision.control;

import org.jspecify.annotations.NullMarked;
