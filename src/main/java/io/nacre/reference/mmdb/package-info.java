/** The MaxMind DB format: reading, checking and writing files. */
@NullMarked
package io.nacre.reference.mmdb;

import org.jspecify.annotations.NullMarked;
