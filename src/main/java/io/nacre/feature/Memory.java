package io.nacre.feature;

import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.Transaction;
import io.nacre.profile.StateCodec;
import java.io.Serializable;
import java.util.List;

/**
 * The state of one key, and the features computed from it.
 *
 * @param <S> the state: a public record of {@code profile} with bounded size
 */
public interface Memory<S> extends Serializable {

    /** The type of the key. */
    EntityType key();

    /** Serializes the state. */
    StateCodec<S> codec();

    /** The state of a new key. */
    S initial();

    List<Feature<S>> features();

    /** The state after this transaction; called once, after every feature was computed. May reuse {@code before}. */
    S fold(S before, Transaction transaction, Facts facts);

    /**
     * The account's most frequent values if this transaction has a new one; called before {@link #fold}.
     *
     * @param soFar the most frequent values from other states
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

    /**
     * The state after a lifecycle event of an earlier transaction of this key, such as a refund. May reuse
     * {@code before}.
     */
    default S applyLifecycle(S before, LifecycleEffect effect) {
        return before;
    }
}
