@NullMarked
package io.nacre.secret;

import org.jspecify.annotations.NullMarked;
