/** Fraud rules in CEL: their variables, checks, stages and evaluation. */
@NullMarked
package io.nacre.rules;

import org.jspecify.annotations.NullMarked;
