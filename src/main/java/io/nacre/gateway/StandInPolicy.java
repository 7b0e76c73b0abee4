package io.nacre.gateway;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Outcome;
import io.nacre.decision.StandIn.Answer;
import io.nacre.decision.StandIn.Basis;
import io.nacre.decision.StandIn.Reason;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListMatches;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.feature.Facts;
import io.nacre.payment.Channel;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Transaction;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer without a decision: freezes and lists first, in the precedence of the policy, then the amount.
 *
 * <p>A transaction up to the limit of its channel is approved, and one above it gets the stricter outcome. An amount
 * without an exchange rate is above every limit.
 */
public final class StandInPolicy {

    /** 30 euros is the limit below which European cards need no strong authentication. */
    private static final Map<Channel, Double> DEFAULT_LIMITS = Map.of(
            Channel.CARD_PRESENT, 50.0, Channel.CARD_NOT_PRESENT, 30.0, Channel.TRANSFER, 0.0, Channel.CASH, 0.0);

    private final Map<Channel, Double> limits = new EnumMap<>(Channel.class);
    private final Outcome above;
    private final ExchangeRates rates;

    /**
     * Creates a table.
     *
     * @param given the limits of channels, in major units of the reporting currency; other channels have the default
     * @param above the outcome above the limit, not approve; a payer who cannot be challenged is reviewed instead
     */
    public StandInPolicy(Map<Channel, Double> given, Outcome above, ExchangeRates rates) {
        limits.putAll(DEFAULT_LIMITS);
        given.forEach((channel, limit) -> {
            if (!(limit >= 0 && Double.isFinite(limit))) {
                throw new IllegalArgumentException(
                        "the stand-in limit of " + channel + " is " + limit + "; give an amount from 0");
            }
            limits.put(channel, limit);
        });
        this.above = requireNonNull(above, "above is null");
        this.rates = requireNonNull(rates, "rates is null");
        if (above == Outcome.APPROVE) {
            throw new IllegalArgumentException(
                    "above a limit, a stand-in cannot approve; give challenge, review or decline");
        }
    }

    /** The table with the default limits in euros, which sends what is above them to review. */
    public static StandInPolicy defaults() {
        return new StandInPolicy(Map.of(), Outcome.REVIEW, ExchangeRates.EUROS);
    }

    /** The answer for a transaction under these controls. */
    Answer answer(Transaction transaction, AccountControls controls, Reason reason, long nowMs) {
        long atMs = transaction.eventTimeMs();
        AccountAction frozen = controls.freeze(transaction.accountId(), Scope.OUTGOING, atMs);
        if (frozen != null) {
            return new Answer(Outcome.DECLINE, Basis.FROZEN, frozen.describe(), reason, nowMs);
        }
        AccountAction payee = controls.freeze(transaction.counterpartyId(), Scope.INCOMING, atMs);
        if (payee != null) {
            return new Answer(Outcome.DECLINE, Basis.PAYEE_FROZEN, payee.describe(), reason, nowMs);
        }
        ListMatches listed =
                controls.listing(transaction.accountId(), RelatedEntities.of(transaction, Facts.UNKNOWN), atMs);
        Answer byList = byList(listed, reason, nowMs);
        return byList == null ? new Answer(byAmount(transaction), Basis.AMOUNT, null, reason, nowMs) : byList;
    }

    private static @Nullable Answer byList(ListMatches listed, Reason reason, long nowMs) {
        ListEntry block = listed.block();
        if (block != null) {
            return new Answer(Outcome.DECLINE, Basis.BLOCKED, block.describe(), reason, nowMs);
        }
        ListEntry watch = listed.watch();
        if (watch != null) {
            return new Answer(Outcome.REVIEW, Basis.WATCHED, watch.describe(), reason, nowMs);
        }
        ListEntry allow = listed.allow();
        return allow == null ? null : new Answer(Outcome.APPROVE, Basis.ALLOWED, allow.describe(), reason, nowMs);
    }

    private Outcome byAmount(Transaction transaction) {
        // Not a number without a rate, which is no amount up to any limit.
        if (rates.convert(transaction.amount()) <= limits.getOrDefault(transaction.channel(), 0.0)) {
            return Outcome.APPROVE;
        }
        return transaction.channel().isChallengeable() ? above : above.or(Outcome.REVIEW);
    }
}
