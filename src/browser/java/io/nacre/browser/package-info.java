/** Checks the console in a real browser. Compiled with the profile {@code browser} only. */
@NullMarked
package io.nacre.browser;

import org.jspecify.annotations.NullMarked;
