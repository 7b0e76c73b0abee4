/** Commands that make data, look at it, and train and evaluate models on it. */
@NullMarked
package io.nacre.app.training;

import org.jspecify.annotations.NullMarked;
