/** Fraud rates by amount, as regulators count them, and by score. */
@NullMarked
package io.nacre.decision.rate;

import org.jspecify.annotations.NullMarked;
