/** The gateway's HTTP interface: routes, keys, limits, problems and their description. */
@NullMarked
package io.nacre.gateway.http;

import org.jspecify.annotations.NullMarked;
