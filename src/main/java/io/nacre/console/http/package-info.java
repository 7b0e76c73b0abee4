/** The console's web server: pages, and the interface that they use. */
@NullMarked
package io.nacre.console.http;

import org.jspecify.annotations.NullMarked;
