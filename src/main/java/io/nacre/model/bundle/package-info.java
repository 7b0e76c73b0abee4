/** Bundles: the file format of trained models, with checks and signatures. */
@NullMarked
package io.nacre.model.bundle;

import org.jspecify.annotations.NullMarked;
