/** Incidents of one account, incidents of many accounts, and their alerts. */
@NullMarked
package io.nacre.decision.incident;

import org.jspecify.annotations.NullMarked;
