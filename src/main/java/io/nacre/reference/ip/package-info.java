/** IP addresses and ranges. */
@NullMarked
package io.nacre.reference.ip;

import org.jspecify.annotations.NullMarked;
