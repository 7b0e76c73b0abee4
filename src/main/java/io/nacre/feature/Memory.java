package io.nacre.feature;

import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.StateCodec;
import java.io.Serializable;
import java.util.List;

/**
 * The state kept for one key, and the features read from it.
 *
 * @param <S> the state: a public record of {@code profile}, bounded in size
 */
public interface Memory<S> extends Serializable {

    /** The kind of the key. */
    EntityType key();

    /** Writes and reads the state. */
    StateCodec<S> codec();

    /** The state of a new key. */
    S initial();

    List<Feature<S>> features();

    /** The state after this transaction; called once, after every feature was read. May reuse {@code before}. */
    S fold(S before, Transaction transaction, Facts facts);

    /**
     * The values the account used most, where this transaction has a new one; called before {@link #fold}.
     *
     * @param soFar the usual values that other memories added
     */
    default UsualValues usual(S before, Transaction transaction, Facts facts, UsualValues soFar) {
        return soFar;
    }

    /** The state of an account after an incoming payment, which may arrive twice. May reuse {@code before}. */
    default S receive(S before, IncomingPayment incomingPayment) {
        return before;
    }

    /**
     * The state after the label of an earlier transaction of this key. May reuse {@code before}.
     *
     * @param about the keys of the transaction
     */
    default S applyLabel(S before, Label label, EntityKeys about) {
        return before;
    }
}
