package io.nacre.training.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplayTest {

    private static final long NOON_MS = 1_767_268_800_000L;
    private static final long DAY_MS = 24 * 3600 * 1000L;

    @Test
    void aRepeatedTransactionChangesNothing() {
        Replay once = new Replay(transaction -> Facts.UNKNOWN, List.of());
        Replay twice = new Replay(transaction -> Facts.UNKNOWN, List.of());

        once.step(row("t1", 0));
        twice.step(row("t1", 0));

        assertThat(twice.step(row("t1", 1))).isNull();
        assertThat(twice.step(row("t2", 60_000))).isEqualTo(once.step(row("t2", 60_000)));
    }

    @Test
    void remembersEarlierTransactionsOfTheAccount() {
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());

        FeatureVector first = replay.step(row("t1", 0));
        FeatureVector second = replay.step(row("t2", 60_000));

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void usesAProfileFromItsTimeOn() {
        AccountProfile profile = new AccountProfile("a", NOON_MS + 30_000, null, null, null, 640.0, Map.of());
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of(profile));

        FeatureVector before = requireNonNull(replay.step(row("t1", 0)));
        FeatureVector after = requireNonNull(replay.step(row("t2", 60_000)));

        int known = Layers.featureNames().indexOf("credit.score?");
        assertThat(before.values()[known]).isZero();
        assertThat(after.values()[known]).isOne();
    }

    @Test
    void boundsTheNumberOfKeysForAnyHistory() {
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        int most = 0;

        for (int day = 0; day < 2000; day++) {
            replay.step(row("t" + day, "account" + day, day * DAY_MS));
            most = Math.max(most, replay.size());
        }

        assertThat(most).isLessThan(200);
    }

    @Test
    void computesTheVectorWithoutState() {
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        FeatureVector first = replay.step(row("t1", 0));
        replay.step(row("t2", 30_000));

        FeatureVector blank = replay.withoutMemory(row("t1", 0).transaction());

        assertThat(blank).isEqualTo(first);
    }

    private static LabelledTransaction row(String id, long afterMs) {
        return row(id, "a", afterMs);
    }

    private static LabelledTransaction row(String id, String account, long afterMs) {
        Transaction transaction = new Transaction(
                id,
                NOON_MS + afterMs,
                account,
                null,
                new Money(1000, "EUR"),
                Channel.TRANSFER,
                null,
                null,
                null,
                null,
                "b",
                null,
                null,
                Map.of());
        return new LabelledTransaction(transaction, null, null);
    }
}
