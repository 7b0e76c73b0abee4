@NullMarked
package io.nacre.simulation;

import org.jspecify.annotations.NullMarked;
