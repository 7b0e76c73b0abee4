package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.decision.Outcome;
import io.nacre.decision.StandIn.Answer;
import io.nacre.decision.StandIn.Basis;
import io.nacre.decision.StandIn.Reason;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.Channel;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInPolicyTest {

    private static final long AT_MS = 1_790_000_000_000L;

    private final AccountControls controls = new AccountControls();

    @ParameterizedTest
    @CsvSource({
        "CARD_PRESENT, 5000, EUR, APPROVE",
        "CARD_PRESENT, 5001, EUR, REVIEW",
        "CARD_NOT_PRESENT, 3000, EUR, APPROVE",
        "CARD_NOT_PRESENT, 3001, EUR, REVIEW",
        "TRANSFER, 0, EUR, APPROVE",
        "TRANSFER, 1, EUR, REVIEW",
        "CASH, 1, EUR, REVIEW",
        "CARD_PRESENT, 1, XAU, REVIEW"
    })
    void decidesByChannelAndAmount(Channel channel, long minorUnits, String currency, Outcome outcome) {
        Answer answer = answer(StandInPolicy.defaults(), transaction(channel, minorUnits, currency, null));

        assertThat(answer).isEqualTo(new Answer(outcome, Basis.AMOUNT, null, Reason.LATE, AT_MS));
    }

    @Test
    void limitsAndTheOutcomeAboveThemCanBeSet() {
        StandInPolicy table = new StandInPolicy(Map.of(Channel.TRANSFER, 10.0), Outcome.DECLINE, ExchangeRates.EUROS);

        assertThat(answer(table, transaction(Channel.TRANSFER, 1000, "EUR", null))
                        .outcome())
                .isEqualTo(Outcome.APPROVE);
        assertThat(answer(table, transaction(Channel.TRANSFER, 1001, "EUR", null))
                        .outcome())
                .isEqualTo(Outcome.DECLINE);
        assertThatThrownBy(() -> new StandInPolicy(Map.of(), Outcome.APPROVE, ExchangeRates.EUROS))
                .hasMessageContaining("cannot approve");
        assertThatThrownBy(
                        () -> new StandInPolicy(Map.of(Channel.CASH, Double.NaN), Outcome.REVIEW, ExchangeRates.EUROS))
                .hasMessageContaining("CASH");
    }

    @Test
    void challengesAboveTheLimitOnlyAPayerWhoIsOnline() {
        StandInPolicy table = new StandInPolicy(Map.of(), Outcome.CHALLENGE, ExchangeRates.EUROS);

        for (Channel channel : Channel.values()) {
            assertThat(answer(table, transaction(channel, 1_000_000, "EUR", null))
                            .outcome())
                    .as(channel.name())
                    .isEqualTo(channel.isChallengeable() ? Outcome.CHALLENGE : Outcome.REVIEW);
        }
    }

    @Test
    void freezesAndListsComeBeforeTheAmountInThePrecedenceOfThePolicy() {
        Transaction payment = transaction(Channel.CARD_PRESENT, 1, "EUR", "payee");

        list(ListEntry.ListType.ALLOW);
        assertThat(basis(payment, Outcome.APPROVE)).isEqualTo(Basis.ALLOWED);
        list(ListEntry.ListType.WATCH);
        assertThat(basis(payment, Outcome.REVIEW)).isEqualTo(Basis.WATCHED);
        list(ListEntry.ListType.BLOCK);
        assertThat(basis(payment, Outcome.DECLINE)).isEqualTo(Basis.BLOCKED);
        freeze("payee", Scope.INCOMING);
        assertThat(basis(payment, Outcome.DECLINE)).isEqualTo(Basis.PAYEE_FROZEN);
        freeze("a", Scope.OUTGOING);
        assertThat(basis(payment, Outcome.DECLINE)).isEqualTo(Basis.FROZEN);
        assertThat(answer(StandInPolicy.defaults(), payment).basisDetail()).isEqualTo("FREEZE by ann: mules");
    }

    private Basis basis(Transaction payment, Outcome expected) {
        Answer answer = answer(StandInPolicy.defaults(), payment);
        assertThat(answer.outcome()).isEqualTo(expected);
        return answer.basis();
    }

    private Answer answer(StandInPolicy table, Transaction payment) {
        return table.answer(payment, controls, Reason.LATE, AT_MS);
    }

    private void freeze(String account, Scope scope) {
        controls.apply(
                new AccountAction(account, Type.FREEZE, scope, 1, ActorType.PERSON, "ann", "mules", AT_MS - 1, null));
    }

    private void list(ListEntry.ListType list) {
        controls.apply(new ListEntry(
                list, ListEntry.Subject.MERCHANT, "m", ListEntry.Change.ADD, 1, "ann", "known", AT_MS - 1, null));
    }

    static Transaction transaction(Channel channel, long minorUnits, String currency, @Nullable String payee) {
        return new Transaction(
                "t",
                AT_MS,
                "a",
                null,
                new Money(minorUnits, currency),
                channel,
                null,
                null,
                new Merchant("m", null, null, null, null),
                null,
                payee,
                null,
                null,
                Map.of());
    }
}
