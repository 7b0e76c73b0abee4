/** The schema registry client, and the schemas of our releases. */
@NullMarked
package io.nacre.codec.registry;

import org.jspecify.annotations.NullMarked;
