/** The domain model of payments: transactions, labels, account profiles, amounts. */
@NullMarked
package io.nacre.payment;

import org.jspecify.annotations.NullMarked;
