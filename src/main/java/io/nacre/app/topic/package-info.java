/** Commands for topics: setup, dead letters and reconciliation. */
@NullMarked
package io.nacre.app.topic;

import org.jspecify.annotations.NullMarked;
