/** The commands of the webhooks. */
@NullMarked
package io.nacre.app.webhook;

import org.jspecify.annotations.NullMarked;
