package io.nacre.bench.baseline;

import io.nacre.feature.Facts;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;

/**
 * What passes from layer to layer, as Flink's own serialiser writes it.
 *
 * @param vector filled layer by layer
 * @param received it is the payee's copy: only what an account remembers takes notice of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Payment(Transaction transaction, Facts facts, float[] vector, RecordOrigin origin, boolean received) {}
