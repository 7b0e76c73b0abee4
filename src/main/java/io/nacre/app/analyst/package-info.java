/** Commands of analysts: alerts, verdicts, decisions, freezes, lists, rules and erasures. */
@NullMarked
package io.nacre.app.analyst;

import org.jspecify.annotations.NullMarked;
