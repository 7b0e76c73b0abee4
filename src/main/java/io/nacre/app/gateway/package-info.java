/** The command of the HTTP gateway. */
@NullMarked
package io.nacre.app.gateway;

import org.jspecify.annotations.NullMarked;
