/** YAML files that people write. */
@NullMarked
package io.nacre.yaml;

import org.jspecify.annotations.NullMarked;
