/** Profiles a file before training: columns, suspicious values, label leakage. */
@NullMarked
package io.nacre.training.inspect;

import org.jspecify.annotations.NullMarked;
