package io.nacre.simulation;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a world as files for the mapping "nacre-simulation". */
public final class WorldCsvWriter {

    public static final String TRANSACTIONS = "transactions.csv";
    public static final String ACCOUNTS = "accounts.csv";
    public static final String LIFECYCLE = "lifecycle.jsonl";
    public static final String IP_RANGES = "ip.mmdb";

    private static final List<String> TRANSACTION_COLUMNS = List.of(
            "id",
            "at_ms",
            "account",
            "card_token",
            "amount",
            "currency",
            "channel",
            "ip",
            "device",
            "merchant",
            "merchant_name",
            "mcc",
            "merchant_country",
            "merchant_latitude",
            "merchant_longitude",
            "payer_latitude",
            "payer_longitude",
            "counterparty",
            "fraud",
            "known_at_ms",
            "label_source",
            "typology");

    private static final List<String> ACCOUNT_COLUMNS =
            List.of("account", "home_latitude", "home_longitude", "home_country", "opened_at_ms", "credit_score");

    private WorldCsvWriter() {}

    /**
     * Writes transactions, their lifecycle events, accounts and the IP database into a folder, which is created if
     * needed.
     */
    public static void write(World world, Path folder) throws IOException {
        write(world, folder, () -> {});
    }

    /**
     * The same, with its progress.
     *
     * @param each is run after each transaction
     */
    public static void write(World world, Path folder, Runnable each) throws IOException {
        Files.createDirectories(folder);
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(TRANSACTIONS));
                LifecycleEventFileWriter lifecycle = new LifecycleEventFileWriter(folder.resolve(LIFECYCLE))) {
            csv.writeRecord(TRANSACTION_COLUMNS);
            world.forEach(labelled -> {
                csv.writeRecord(cells(labelled));
                lifecycle.add(labelled);
                each.run();
            });
        } catch (UncheckedIOException e) {
            throw new IOException("cannot write into " + folder + ": " + e.getMessage(), e);
        }
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve(ACCOUNTS))) {
            csv.writeRecord(ACCOUNT_COLUMNS);
            world.profiles().forEach(profile -> csv.writeRecord(cells(profile)));
        }
        world.writeIpDatabase(folder.resolve(IP_RANGES));
    }

    private static String[] cells(LabelledTransaction labelled) {
        Transaction transaction = labelled.transaction();
        Merchant merchant = transaction.merchant();
        GeoPoint till = merchant == null ? null : merchant.location();
        GeoPoint payer = transaction.payerLocation();
        Label label = labelled.label();
        return new String[] {
            transaction.id(),
            text(transaction.eventTimeMs()),
            transaction.accountId(),
            text(transaction.cardToken()),
            amount(transaction),
            transaction.amount().currency(),
            transaction.channel().name(),
            text(transaction.ip()),
            text(transaction.deviceId()),
            merchant == null ? "" : merchant.id(),
            merchant == null ? "" : text(merchant.name()),
            merchant == null ? "" : text(merchant.mcc()),
            merchant == null ? "" : text(merchant.country()),
            till == null ? "" : text(till.latitude()),
            till == null ? "" : text(till.longitude()),
            payer == null ? "" : text(payer.latitude()),
            payer == null ? "" : text(payer.longitude()),
            text(transaction.counterpartyId()),
            label == null ? "" : label.fraud() ? "yes" : "no",
            label == null ? "" : text(label.knownAtMs()),
            label == null ? "" : label.source().name(),
            text(labelled.typology())
        };
    }

    private static String[] cells(AccountProfile profile) {
        GeoPoint home = profile.home();
        return new String[] {
            profile.accountId(),
            home == null ? "" : text(home.latitude()),
            home == null ? "" : text(home.longitude()),
            text(profile.homeCountry()),
            text(profile.openedAtMs()),
            text(profile.creditScore())
        };
    }

    private static String amount(Transaction transaction) {
        return transaction.amount().decimal().toPlainString();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
