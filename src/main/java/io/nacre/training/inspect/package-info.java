/** Profiles a file before training: columns, suspicious values, label leaks. */
@NullMarked
package io.nacre.training.inspect;

import org.jspecify.annotations.NullMarked;
