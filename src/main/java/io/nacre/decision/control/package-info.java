/** Freezes, releases, lists and erasures: what people and automatic freezes do to accounts. */
@NullMarked
package io.nacre.decision.control;

import org.jspecify.annotations.NullMarked;
