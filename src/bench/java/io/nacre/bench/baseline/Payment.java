package io.nacre.bench.baseline;

import io.nacre.feature.Facts;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;

/**
 * The record between the layers, serialized by Flink.
 *
 * @param vector filled layer by layer
 * @param received whether it is the payee's copy, which only updates the payee's state
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Payment(Transaction transaction, Facts facts, float[] vector, RecordOrigin origin, boolean received) {}
