/** Reconciliation: checks that each transaction has one decision or one dead letter. */
@NullMarked
package io.nacre.kafka.audit;

import org.jspecify.annotations.NullMarked;
