@NullMarked
package io.nacre.rules;

import org.jspecify.annotations.NullMarked;
