/** The analysts' console: a store of what the topics say, and a web server in front of it. */
@NullMarked
package io.nacre.console;

import org.jspecify.annotations.NullMarked;
