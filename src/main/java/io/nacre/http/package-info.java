/** What the web servers of the gateway and of the console have in common. */
@NullMarked
package io.nacre.http;

import org.jspecify.annotations.NullMarked;
