@NullMarked
package io.nacre.reference;

import org.jspecify.annotations.NullMarked;
