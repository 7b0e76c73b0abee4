package io.nacre.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.payment.Channel;
import io.nacre.payment.Currencies;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.reference.Countries;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.reference.IpFacts;
import io.nacre.reference.ip.IpAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

    private static final WorldOptions SMALL =
            WorldOptions.DEFAULT.withAccounts(300).withMerchants(120).withDays(40);

    private static final List<LabelledTransaction> HISTORY = history(SMALL);

    @Test
    void isTheSameForTheSameOptions() {
        assertThat(history(SMALL)).isEqualTo(HISTORY);
        assertThat(World.of(SMALL).profiles()).isEqualTo(World.of(SMALL).profiles());
    }

    @Test
    void isAnotherForAnotherSeed() {
        assertThat(history(SMALL.withSeed(2).withDays(2))).isNotEqualTo(history(SMALL.withDays(2)));
    }

    @Test
    void beginsThoughLongerLikeTheShorterOne() {
        List<LabelledTransaction> longer = history(SMALL.withDays(60));

        assertThat(longer.subList(0, HISTORY.size())).isEqualTo(HISTORY);
        assertThat(longer.size()).isGreaterThan(HISTORY.size());
    }

    @Test
    void comesInOrderOfTimeWithinItsDays() {
        long lastMs = SMALL.start().toEpochMilli();
        for (LabelledTransaction labelled : HISTORY) {
            assertThat(labelled.transaction().eventTimeMs()).isGreaterThanOrEqualTo(lastMs);
            lastMs = labelled.transaction().eventTimeMs();
        }
        assertThat(lastMs)
                .isLessThan(SMALL.start().plus(Duration.ofDays(SMALL.days())).toEpochMilli());
    }

    @Test
    void hasAboutTheConfiguredFraudRate() {
        List<LabelledTransaction> many = history(SMALL.withAccounts(1_000).withFraudRate(0.01));

        assertThat(share(many)).isCloseTo(0.01, within(0.004));
        assertThat(history(SMALL.withFraudRate(0))).noneMatch(WorldTest::isFraud);
    }

    @Test
    void namesATypologyOnlyOnFraud() {
        assertThat(HISTORY).allMatch(labelled -> isFraud(labelled) == (labelled.typology() != null));
    }

    @Test
    void learnsOfFraudOnlyAfterwards() {
        for (LabelledTransaction labelled : HISTORY) {
            Label label = Objects.requireNonNull(labelled.label());
            assertThat(label.knownAtMs()).isGreaterThan(labelled.transaction().eventTimeMs());
            assertThat(label.transactionId()).isEqualTo(labelled.transaction().id());
            assertThat(label.accountId()).isEqualTo(labelled.transaction().accountId());
        }
    }

    @Test
    void makesOnlyTransactionsThatAPlatformCouldSend() {
        Set<String> ids = new HashSet<>();
        for (LabelledTransaction labelled : HISTORY) {
            Transaction transaction = labelled.transaction();
            assertThat(ids.add(transaction.id())).isTrue();
            assertThat(transaction.amount().minorUnits()).isPositive();
            assertThat(Currencies.isKnown(transaction.amount().currency())).isTrue();
            assertThat(transaction.counterpartyId() != null).isEqualTo(transaction.channel() == Channel.TRANSFER);
            assertThat(transaction.merchant() == null).isEqualTo(transaction.channel() == Channel.TRANSFER);
            String ip = transaction.ip();
            assertThat(ip == null || ip.equals(IpAddresses.canonical(ip)))
                    .as(ip)
                    .isTrue();
            if (transaction.merchant() != null) {
                assertThat(Countries.isKnown(
                                Objects.requireNonNull(transaction.merchant().country())))
                        .isTrue();
                assertThat(transaction.merchant().mcc()).hasSize(4);
            }
        }
    }

    @Test
    void theIpDatabaseCoversItsAddresses(@TempDir Path folder) throws IOException {
        String file = folder.resolve("ip.mmdb").toString();
        World.of(SMALL).writeIpDatabase(Path.of(file));

        try (IpDatabases databases = IpDatabases.open(new IpDatabaseConfig(file, file, file))) {
            assertThat(databases.lookup("10.0.250.1")).isEqualTo(new IpFacts("DE", 4_200_000_240L, false, false, true));
            assertThat(HISTORY).allSatisfy(labelled -> {
                String ip = labelled.transaction().ip();
                assertThat(ip == null || databases.lookup(ip).country() != null)
                        .as(ip)
                        .isTrue();
            });
        }
    }

    @Test
    void legitimateTrafficIsUnusualEnough() {
        List<LabelledTransaction> honest =
                HISTORY.stream().filter(labelled -> !isFraud(labelled)).toList();

        assertThat(honest).anyMatch(labelled -> labelled.transaction().amount().major() > 1_000);
        assertThat(honest)
                .anyMatch(labelled -> isThroughVpn(labelled.transaction().ip()));
        assertThat(share(HISTORY)).isLessThan(0.02);
    }

    @Test
    void reportsTheOptionOutOfRange() {
        assertThatThrownBy(() -> SMALL.withAccounts(3)).hasMessage("accounts is 3: set 50 or more");
        assertThatThrownBy(() -> SMALL.withMerchants(3)).hasMessage("merchants is 3: set 60 or more");
        assertThatThrownBy(() -> SMALL.withDays(0)).hasMessage("days is 0: set 1 or more");
        assertThatThrownBy(() -> SMALL.withFraudRate(0.5)).hasMessage("fraud rate is 0.5: set 0 to 0.1");
    }

    private static boolean isThroughVpn(@Nullable String ip) {
        return ip != null && ip.startsWith("10.") && Integer.parseInt(ip.split("\\.", -1)[2]) >= 224;
    }

    private static boolean isFraud(LabelledTransaction labelled) {
        return labelled.label() != null && labelled.label().fraud();
    }

    private static double share(List<LabelledTransaction> history) {
        return (double) history.stream().filter(WorldTest::isFraud).count() / history.size();
    }

    private static List<LabelledTransaction> history(WorldOptions options) {
        List<LabelledTransaction> all = new ArrayList<>();
        World.of(options).forEach(all::add);
        return all;
    }
}
