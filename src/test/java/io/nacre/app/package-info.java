@NullMarked
package io.nacre.app;

import org.jspecify.annotations.NullMarked;
