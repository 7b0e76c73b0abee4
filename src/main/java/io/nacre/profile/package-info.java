/**
 * The state of features per key: windows, histories and known values. Immutable interface, bounded size, updated per
 * transaction.
 */
@NullMarked
package io.nacre.profile;

import org.jspecify.annotations.NullMarked;
