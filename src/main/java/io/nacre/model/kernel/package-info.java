/** Numeric kernels of the compiled engine, with SIMD if available. */
@NullMarked
package io.nacre.model.kernel;

import org.jspecify.annotations.NullMarked;
