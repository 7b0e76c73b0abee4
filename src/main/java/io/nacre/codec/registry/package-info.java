/** The client of a schema registry, and the schemas of releases. */
@NullMarked
package io.nacre.codec.registry;

import org.jspecify.annotations.NullMarked;
