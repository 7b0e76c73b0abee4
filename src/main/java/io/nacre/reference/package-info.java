/** Reference data: IP databases, countries, merchant category codes. */
@NullMarked
package io.nacre.reference;

import org.jspecify.annotations.NullMarked;
