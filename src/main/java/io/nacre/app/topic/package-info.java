/** Commands that create topics, and account for the records on them. */
@NullMarked
package io.nacre.app.topic;

import org.jspecify.annotations.NullMarked;
