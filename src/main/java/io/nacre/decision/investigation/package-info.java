/** What analysts record while they work on incidents, and the audit log of their actions. */
@NullMarked
package io.nacre.decision.investigation;

import org.jspecify.annotations.NullMarked;
