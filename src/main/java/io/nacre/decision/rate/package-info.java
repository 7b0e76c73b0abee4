/** Fraud rates by amount, as regulators count them. */
@NullMarked
package io.nacre.decision.rate;

import org.jspecify.annotations.NullMarked;
