package io.nacre.stream;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.Facts;
import io.nacre.payment.BodyHash;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.secret.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Converts a decoded transaction to an event. It drops a body hash that is not the transaction's: any producer may set
 * the header, and gateways answer by the hash in the decision.
 */
final class TransactionEventFactory implements Decode.EventFactory<Transaction, EnrichedEvent> {

    private transient @Nullable ContractWriter<Transaction> writer;

    @Override
    public EnrichedEvent apply(Transaction transaction, RecordOrigin origin) {
        String hash = BodyHash.of(origin);
        boolean isForged = hash != null && !hash.equals(hashOf(transaction));
        return EnrichedEvent.of(transaction, Facts.UNKNOWN, isForged ? origin.without(BodyHash.HEADER) : origin);
    }

    private String hashOf(Transaction transaction) {
        ContractWriter<Transaction> opened = writer;
        if (opened == null) {
            opened = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "");
            writer = opened;
        }
        return Sha256.hex(opened.write(transaction));
    }
}
