@NullMarked
package io.nacre.codec;

import org.jspecify.annotations.NullMarked;
