package io.nacre.feature;

import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.StateCodec;
import java.io.Serializable;
import java.util.List;

/**
 * What one key is remembered by, and the features read from it.
 *
 * @param <S> the memory itself: a public record of {@code profile}, bounded in size
 */
public interface Memory<S> extends Serializable {

    /** Whose memory this is. */
    EntityType key();

    /** How it is kept as bytes. */
    StateCodec<S> codec();

    /** The memory of a key never seen before. */
    S initial();

    List<Feature<S>> features();

    /** The memory after this transaction; called once, after every feature was read. May reuse {@code before}. */
    S fold(S before, Transaction transaction, Facts facts);

    /**
     * What the account has met most, where this transaction brings something new to this memory; asked before it is
     * folded.
     *
     * @param told what other memories said
     */
    default UsualValues usual(S before, Transaction transaction, Facts facts, UsualValues told) {
        return told;
    }

    /** The memory of an account after it was paid; may be told twice of one payment. May reuse {@code before}. */
    default S receive(S before, IncomingPayment incomingPayment) {
        return before;
    }

    /**
     * The memory after a label on an earlier transaction of this key became known. May reuse {@code before}.
     *
     * @param about the transaction
     */
    default S applyLabel(S before, Label label, EntityKeys about) {
        return before;
    }
}
