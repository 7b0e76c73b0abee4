/** Outcome, alert, verdict, account action: what is done about a score, as pure code. */
@NullMarked
package io.nacre.decision;

import org.jspecify.annotations.NullMarked;
