/** Read-only knowledge: IP ranges, countries, merchant category codes. */
@NullMarked
package io.nacre.reference;

import org.jspecify.annotations.NullMarked;
