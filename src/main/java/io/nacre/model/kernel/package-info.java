/** Arithmetic of the compiled engine, with vectors of the processor where it has them. */
@NullMarked
package io.nacre.model.kernel;

import org.jspecify.annotations.NullMarked;
