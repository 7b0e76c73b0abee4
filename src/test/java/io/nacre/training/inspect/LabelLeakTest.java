package io.nacre.training.inspect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.TransactionResolver;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a vector must not know: the future, labels that nobody has yet, and how things are called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LabelLeakTest {

    private final World world =
            World.of(WorldOptions.DEFAULT.withAccounts(100).withDays(30).withFraudRate(0.03));
    private final List<LabelledTransaction> rows = new ArrayList<>();
    private IpDatabases databases;
    private TransactionResolver resolver;
    private List<FeatureVector> vectors;

    @BeforeAll
    void live(@TempDir Path folder) throws IOException {
        Path ranges = folder.resolve("ip.mmdb");
        world.writeIpDatabase(ranges);
        databases = IpDatabases.open(new IpDatabaseConfig(ranges.toString(), ranges.toString(), ranges.toString()));
        resolver = new FactsResolver(databases);
        world.forEach(rows::add);
        vectors = vectors(rows, resolver, world.profiles());
    }

    @AfterAll
    void close() throws IOException {
        databases.close();
    }

    @Test
    void whatComesLaterChangesNoVector() {
        int now = rows.size() / 2;

        assertThat(vectors(rows.subList(0, now), resolver, world.profiles())).isEqualTo(vectors.subList(0, now));
    }

    @Test
    void aLabelChangesNoVectorBeforeItIsKnown() {
        int now = rows.size() / 2;
        long momentMs = rows.get(now).transaction().eventTimeMs();
        List<LabelledTransaction> otherwise =
                rows.stream().map(row -> turnedIfKnownAfter(momentMs, row)).toList();

        List<FeatureVector> others = vectors(otherwise, resolver, world.profiles());

        assertThat(others.subList(0, now + 1)).isEqualTo(vectors.subList(0, now + 1));
        assertThat(others).isNotEqualTo(vectors);
    }

    @Test
    void aLifecycleEventChangesNoVectorBeforeItOccurs() {
        int now = rows.size() / 2;
        long momentMs = rows.get(now).transaction().eventTimeMs();
        List<LabelledTransaction> otherwise = rows.stream()
                .map(row -> new LabelledTransaction(
                        row.transaction(),
                        row.label(),
                        row.typology(),
                        row.lifecycle().stream()
                                .filter(event -> event.occurredAtMs() <= momentMs)
                                .toList()))
                .toList();

        List<FeatureVector> others = vectors(otherwise, resolver, world.profiles());

        assertThat(others.subList(0, now + 1)).isEqualTo(vectors.subList(0, now + 1));
        assertThat(others).isNotEqualTo(vectors);
    }

    @Test
    void namesOfThingsChangeNoVector() {
        Renaming names = new Renaming();
        Map<String, Transaction> originals = new HashMap<>();
        List<LabelledTransaction> renamed = new ArrayList<>();
        for (LabelledTransaction row : rows) {
            LabelledTransaction other = names.rename(row);
            originals.put(other.transaction().id(), row.transaction());
            renamed.add(other);
        }
        // The databases know the address itself, and not what it is called here.
        TransactionResolver original = transaction -> resolver.resolve(originals.get(transaction.id()));

        List<FeatureVector> others = vectors(
                renamed, original, world.profiles().stream().map(names::rename).toList());

        assertThat(renamed.get(0)).isNotEqualTo(rows.get(0));
        assertThat(others).isEqualTo(vectors);
    }

    @Test
    void theWorldOfTheseTestsMovesTheLayers() {
        List<String> names = Layers.featureNames();
        for (String layer : List.of(
                "amount", "ip", "geo", "merchant", "history", "counterparty", "device", "lifecycle", "credit")) {
            assertThat(names.stream()
                            .filter(name -> name.startsWith(layer + "."))
                            .anyMatch(name -> varies(names.indexOf(name))))
                    .as(layer)
                    .isTrue();
        }
    }

    private boolean varies(int feature) {
        return vectors.stream()
                        .mapToDouble(vector -> vector.values()[feature])
                        .distinct()
                        .count()
                > 1;
    }

    private static List<FeatureVector> vectors(
            List<LabelledTransaction> rows, TransactionResolver resolver, List<AccountProfile> profiles) {
        Replay replay = new Replay(resolver, profiles);
        return rows.stream().map(row -> requireNonNull(replay.step(row))).toList();
    }

    /** The same transaction with the opposite label, unless that was already known. */
    private static LabelledTransaction turnedIfKnownAfter(long momentMs, LabelledTransaction row) {
        Label label = row.label();
        if (label == null || label.knownAtMs() <= momentMs) {
            return row;
        }
        Label turned =
                new Label(label.transactionId(), label.accountId(), !label.fraud(), label.knownAtMs(), label.source());
        return new LabelledTransaction(row.transaction(), turned, null, row.lifecycle());
    }

    /** Gives every account, card, merchant, device and address another name, always the same; neighbours stay such. */
    private static final class Renaming {

        private final Map<String, Integer> numbers = new HashMap<>();

        LabelledTransaction rename(LabelledTransaction row) {
            Transaction before = row.transaction();
            Merchant merchant = before.merchant();
            Transaction after = new Transaction(
                    requireNonNull(other("payment", before.id())),
                    before.eventTimeMs(),
                    requireNonNull(other("account", before.accountId())),
                    other("card", before.cardToken()),
                    before.amount(),
                    before.channel(),
                    address(before.ip()),
                    other("device", before.deviceId()),
                    merchant == null
                            ? null
                            : new Merchant(
                                    requireNonNull(other("shop", merchant.id())),
                                    "another name",
                                    merchant.mcc(),
                                    merchant.country(),
                                    merchant.location()),
                    before.payerLocation(),
                    other("account", before.counterpartyId()),
                    before.userAgent(),
                    before.failedAttempts(),
                    Map.of("note", before.id()));
            return new LabelledTransaction(
                    after, rename(row.label(), after), row.typology(), rename(row.lifecycle(), after));
        }

        AccountProfile rename(AccountProfile profile) {
            return new AccountProfile(
                    requireNonNull(other("account", profile.accountId())),
                    profile.asOfMs(),
                    profile.home(),
                    profile.homeCountry(),
                    profile.openedAtMs(),
                    profile.creditScore(),
                    profile.socialSignals());
        }

        private static List<LifecycleEvent> rename(List<LifecycleEvent> lifecycle, Transaction after) {
            return lifecycle.stream()
                    .map(event -> new LifecycleEvent(
                            after.accountId(),
                            after.id(),
                            "other " + event.eventId(),
                            event.type(),
                            event.declineReason(),
                            event.amountMinorUnits(),
                            event.occurredAtMs()))
                    .toList();
        }

        private static @Nullable Label rename(@Nullable Label label, Transaction after) {
            return label == null
                    ? null
                    : new Label(after.id(), after.accountId(), label.fraud(), label.knownAtMs(), label.source());
        }

        private @Nullable String other(String kind, @Nullable String name) {
            return name == null ? null : kind + "~" + number(kind + name);
        }

        private @Nullable String address(@Nullable String ip) {
            if (ip == null) {
                return null;
            }
            String network = IpAddresses.network(ip);
            int block = number("block" + IpAddresses.subnet(network));
            return "fd00:%x:%x:%x::1".formatted(block >>> 16, block & 0xffff, number("ip" + network));
        }

        private int number(String name) {
            Integer number = numbers.putIfAbsent(name, numbers.size());
            return number == null ? numbers.size() - 1 : number;
        }
    }
}
