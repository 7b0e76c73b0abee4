/** Tests of what the console answers. */
@NullMarked
package io.nacre.console.http;

import org.jspecify.annotations.NullMarked;
