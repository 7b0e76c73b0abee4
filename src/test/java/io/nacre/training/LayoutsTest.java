package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every shipped mapping reads its layout, on a dozen made-up rows of which the last is bad. */
class LayoutsTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "layouts");

    @Test
    void readsTheHandbook() throws IOException {
        Sample sample = Sample.of("handbook", "transactions.csv");

        assertThat(sample.row(0))
                .isEqualTo(labelled(
                        new Transaction(
                                "tx-100",
                                ms("2018-04-01T00:00:07Z"),
                                "customer-0",
                                null,
                                new Money(1250, "EUR"),
                                Channel.CARD_PRESENT,
                                null,
                                null,
                                new Merchant("terminal-10", null, null, null, new GeoPoint(0.4, 0.3)),
                                null,
                                null,
                                null,
                                null,
                                Map.of()),
                        7,
                        null));
        assertThat(sample.typologies()).containsExactly("compromised-terminal", "stolen-card");
        assertThat(sample.profile("customer-1").home()).isEqualTo(new GeoPoint(0.225, 0.115));
        assertThat(sample.bad())
                .singleElement()
                .asString()
                .endsWith("line 14, time: noon is not a time in the format seconds since 2018-04-01T00:00:00Z:"
                        + " correct it");
    }

    @Test
    void readsSparkov() throws IOException {
        Sample sample = Sample.of("sparkov", "transactions.csv");

        assertThat(sample.row(5))
                .isEqualTo(labelled(
                        new Transaction(
                                "tx-5",
                                1_600_025_000_000L,
                                "card-2",
                                "tok-2",
                                new Money(87715, "USD"),
                                Channel.CARD_NOT_PRESENT,
                                null,
                                null,
                                new Merchant("Shop 0", null, "5964", "US", new GeoPoint(40.5, -90.5)),
                                null,
                                null,
                                null,
                                null,
                                Map.of("category", "shopping_net")),
                        7,
                        true,
                        null));
        assertThat(sample.profile("card-2").home()).isEqualTo(new GeoPoint(40.5, -97.25));
        assertThat(sample.bad()).singleElement().asString().contains("line 14, merchant.mcc: lottery is not listed");
    }

    @Test
    void readsTheEcommerceSet() throws IOException {
        Sample sample = Sample.of("fraud-ecommerce", "transactions.csv");
        Transaction first = sample.row(0).transaction();

        assertThat(first.id()).isEqualTo("purchase-500");
        assertThat(first.eventTimeMs()).isEqualTo(ms("2015-03-01T09:30:00Z"));
        assertThat(first.ip()).isEqualTo("192.0.2.1");
        assertThat(first.deviceId()).isEqualTo("DEVICE0");
        assertThat(first.amount()).isEqualTo(new Money(2000, "USD"));
        assertThat(sample.frauds()).containsExactly("purchase-503");
        assertThat(sample.profile("user-501").openedAtMs()).isEqualTo(ms("2015-02-02T08:00:00Z"));
        assertThat(sample.bad()).singleElement().asString().contains("line 14, ip: unknown is not a number");
    }

    @Test
    void readsTheAwsTransactions() throws IOException {
        Sample sample = Sample.of("aws-transactions", "transactions.csv");
        Transaction second = sample.row(1).transaction();

        assertThat(second.accountId()).isEqualTo("customer-c1");
        assertThat(second.merchant()).isEqualTo(new Merchant("shop1", null, "4722", null, null));
        assertThat(second.payerLocation()).isEqualTo(new GeoPoint(38.5, -97.25));
        assertThat(second.deviceId()).isEqualTo("Browser/1");
        assertThat(second.userAgent()).isEqualTo("Browser/1");
        assertThat(second.attributes()).containsEntry("payment_currency", "EUR");
        assertThat(sample.frauds()).containsExactly("event1", "event4", "event7", "event10");
        assertThat(sample.row(2).label()).isNull();
        assertThat(sample.bad()).singleElement().asString().contains("line 14, label: 2 is not listed as fraud");
    }

    @Test
    void readsTheAwsRegistrations() throws IOException {
        Sample sample = Sample.of("aws-registrations", "registrations.csv");
        Transaction third = sample.row(2).transaction();

        assertThat(third.id()).isEqualTo("registration-2");
        assertThat(third.accountId()).isEqualTo("fake_2@example.org");
        assertThat(third.ip()).isEqualTo("198.51.100.3");
        assertThat(sample.frauds()).containsExactly("registration-2", "registration-7");
        assertThat(sample.bad()).isEmpty();
        Transaction last = sample.row(12).transaction();
        assertThat(last.ip()).isNull();
        assertThat(last.attributes()).containsExactly(Map.entry(Transaction.UNREADABLE_IP, "198.51.100.300"));
    }

    @Test
    void readsTabFormer() throws IOException {
        Sample sample = Sample.of("tabformer-user", "transactions.csv");

        assertThat(sample.row(4).transaction())
                .isEqualTo(new Transaction(
                        "tx-4",
                        ms("2019-05-03T10:05:00Z"),
                        "user-0",
                        "tok-0-1",
                        new Money(2440, "USD"),
                        Channel.CARD_PRESENT,
                        null,
                        null,
                        new Merchant("mer--765432296", null, "5812", null, null),
                        null,
                        null,
                        null,
                        null,
                        Map.of("Use Chip", "Chip Transaction", "Merchant City", "Sampleton", "Merchant State", "KS")));
        assertThat(sample.frauds()).containsExactly("tx-4");
        assertThat(sample.rows())
                .extracting(row -> row.transaction().id())
                .as("refunds are left out")
                .doesNotContain("tx-6")
                .hasSize(11);
        assertThat(sample.row(6).transaction().attributes()).containsEntry("Errors?", "Bad PIN,Insufficient Balance");
        assertThat(sample.row(7).transaction().amount().minorUnits()).isEqualTo(125_000);
        assertThat(sample.row(7).transaction().channel()).isEqualTo(Channel.CARD_NOT_PRESENT);
        assertThat(sample.profile("user-1").creditScore()).isEqualTo(701);
        assertThat(sample.bad()).singleElement().asString().contains("line 14, time: 2020-13-3-09:00 is not a time");
    }

    @Test
    void readsPaySim() throws IOException {
        Sample sample = Sample.of("paysim", "transactions.csv");
        Transaction payment = sample.row(0).transaction();
        Transaction transfer = sample.row(6).transaction();

        assertThat(payment.eventTimeMs()).isEqualTo(ms("2017-01-01T00:00:00Z"));
        assertThat(payment.merchant()).isEqualTo(new Merchant("M2000", null, null, null, null));
        assertThat(payment.counterpartyId()).isNull();
        assertThat(transfer.eventTimeMs()).isEqualTo(ms("2017-01-01T03:00:00Z"));
        assertThat(transfer.accountId()).isEqualTo("C1006");
        assertThat(transfer.amount()).isEqualTo(new Money(100_000, "USD"));
        assertThat(transfer.channel()).isEqualTo(Channel.TRANSFER);
        assertThat(transfer.merchant()).isNull();
        assertThat(transfer.counterpartyId()).isEqualTo("C2002");
        assertThat(transfer.attributes()).containsExactly(Map.entry("type", "TRANSFER"));
        assertThat(sample.row(7).transaction().channel()).isEqualTo(Channel.CASH);
        assertThat(sample.frauds()).containsExactly("tx-6", "tx-7");
        assertThat(sample.bad()).singleElement().asString().contains("line 14, channel: LOAN is not listed");
    }

    @Test
    void readsIeeeCisWithTheIdentitiesThatJoin() throws IOException {
        Sample sample = Sample.of("ieee-cis", "train_transaction.csv");

        assertThat(sample.row(1))
                .isEqualTo(labelled(
                        new Transaction(
                                "tx-9001",
                                ms("2017-12-02T00:10:00Z"),
                                "card-5001-321.0-226.0-204.0",
                                "tok-5001-321.0-150.0-226.0",
                                new Money(3250, "USD"),
                                Channel.CARD_NOT_PRESENT,
                                null,
                                "Machine A",
                                new Merchant("product-C", null, null, null, null),
                                null,
                                null,
                                null,
                                null,
                                Map.of(
                                        "card4", "visa",
                                        "card6", "debit",
                                        "addr1", "204.0",
                                        "addr2", "87.0",
                                        "P_emaildomain", "example.org",
                                        "identity.DeviceType", "desktop",
                                        "identity.id_30", "System 9",
                                        "identity.id_31", "browser 7",
                                        "identity.id_33", "800x600")),
                        30,
                        null));
        Transaction bare = sample.row(2).transaction();
        assertThat(bare.accountId()).isEqualTo("card-5002-none-226.0-none");
        assertThat(bare.deviceId()).isNull();
        assertThat(sample.frauds()).containsExactly("tx-9004", "tx-9008");
        assertThat(sample.bad()).singleElement().asString().contains("line 14, amount: is empty");
    }

    @Test
    void readsIeeeCisWithoutLabels() throws IOException {
        Sample sample = Sample.of("ieee-cis-test", "test_transaction.csv");

        assertThat(sample.rows()).hasSize(3).allMatch(row -> row.label() == null);
        assertThat(sample.row(1).transaction().deviceId()).isEqualTo("Machine A");
        assertThat(sample.row(1).transaction().attributes()).containsEntry("identity.id-31", "browser 7");
        assertThat(sample.bad()).isEmpty();
    }

    @Test
    void readsUlb() throws IOException {
        Sample sample = Sample.of("ulb-creditcard", "creditcard.csv");
        Transaction seventh = sample.row(6).transaction();

        assertThat(seventh.eventTimeMs()).isEqualTo(ms("2013-09-01T00:04:00Z"));
        assertThat(seventh.amount()).isEqualTo(new Money(2310, "EUR"));
        assertThat(seventh.attributes()).hasSize(28).containsKeys("V1", "V28");
        assertThat(sample.frauds()).containsExactly("tx-6");
        assertThat(sample.bad()).singleElement().asString().contains("line 14, amount: -5 is out of range");
    }

    private static LabelledTransaction labelled(Transaction transaction, int delayDays, String typology) {
        return labelled(transaction, delayDays, typology != null, typology);
    }

    private static LabelledTransaction labelled(
            Transaction transaction, int delayDays, boolean fraud, String typology) {
        long knownAtMs = transaction.eventTimeMs() + Duration.ofDays(delayDays).toMillis();
        Label.Source source = fraud ? Label.Source.CHARGEBACK : Label.Source.VERDICT;
        Label label = new Label(transaction.id(), transaction.accountId(), fraud, knownAtMs, source);
        return new LabelledTransaction(transaction, label, typology);
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** What was read of a sample, in the order of the file. */
    private record Sample(List<LabelledTransaction> rows, List<AccountProfile> profiles, List<String> bad) {

        static Sample of(String mapping, String file) throws IOException {
            CsvHistory history = CsvHistory.open(FOLDER.resolve(mapping).resolve(file), CsvMapping.named(mapping));
            List<LabelledTransaction> rows = new ArrayList<>();
            history.forEachRow((row, labelled) -> {
                if (labelled != null) {
                    rows.add(labelled);
                }
            });
            return new Sample(rows, history.profiles(), history.count().examples());
        }

        LabelledTransaction row(int index) {
            return rows.get(index);
        }

        List<String> frauds() {
            return rows.stream()
                    .map(LabelledTransaction::label)
                    .filter(label -> label != null && label.fraud())
                    .map(label -> Objects.requireNonNull(label).transactionId())
                    .toList();
        }

        List<String> typologies() {
            return rows.stream()
                    .map(LabelledTransaction::typology)
                    .filter(Objects::nonNull)
                    .toList();
        }

        AccountProfile profile(String account) {
            return profiles.stream()
                    .filter(profile -> profile.accountId().equals(account))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
