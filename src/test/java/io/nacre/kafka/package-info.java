@NullMarked
package io.nacre.kafka;

import org.jspecify.annotations.NullMarked;
