/**
 * Sends decisions, alerts and account actions to HTTPS endpoints: signed, in order per account, at least once, and
 * never into a private network unless the configuration allows it.
 */
@NullMarked
package io.nacre.webhook;

import org.jspecify.annotations.NullMarked;
