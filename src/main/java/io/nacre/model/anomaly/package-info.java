/** The anomaly model: an autoencoder, its error scale, and how unusual a transaction is. */
@NullMarked
package io.nacre.model.anomaly;

import org.jspecify.annotations.NullMarked;
