/** Commands that create, check and tokenise data, and train, evaluate and tune models. */
@NullMarked
package io.nacre.app.training;

import org.jspecify.annotations.NullMarked;
