/** Bundles: what a trained model is shipped in, how it is read, checked and signed. */
@NullMarked
package io.nacre.model.bundle;

import org.jspecify.annotations.NullMarked;
