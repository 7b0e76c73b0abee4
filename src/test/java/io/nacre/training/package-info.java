@NullMarked
package io.nacre.training;

import org.jspecify.annotations.NullMarked;
