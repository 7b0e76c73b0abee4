/** A labelled simulation of accounts, merchants and fraudsters. */
@NullMarked
package io.nacre.simulation;

import org.jspecify.annotations.NullMarked;
