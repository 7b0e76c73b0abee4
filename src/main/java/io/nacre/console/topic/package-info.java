/** The topics behind the console: read into its store, and written by its users. */
@NullMarked
package io.nacre.console.topic;

import org.jspecify.annotations.NullMarked;
