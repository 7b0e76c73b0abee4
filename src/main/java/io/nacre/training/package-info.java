/** History becomes vectors, labels, a trained and evaluated bundle, and a report. */
@NullMarked
package io.nacre.training;

import org.jspecify.annotations.NullMarked;
