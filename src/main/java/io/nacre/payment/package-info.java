/** The facts of a payment, as the platform states them: what every other package speaks about. */
@NullMarked
package io.nacre.payment;

import org.jspecify.annotations.NullMarked;
