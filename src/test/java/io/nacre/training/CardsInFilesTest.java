package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import io.nacre.training.inspect.DataCheck;
import io.nacre.training.inspect.DataReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Card numbers in files, and numbers that only look like some. */
class CardsInFilesTest {

    private static final String MAPPING = """
            max-bad-share: 1.0
            transaction:
              id: id
              time: {column: at, format: "yyyy-MM-dd HH:mm:ss"}
              account: account
              amount: amount
              currency: {constant: EUR}
              channel: {constant: CARD_NOT_PRESENT}
              attributes: [v1]
            """;

    @TempDir
    private Path folder;

    /** Two of these three rows were refused for the fractions of their numbers. */
    @Test
    void readsFractions() throws IOException {
        String mapping = MAPPING + "  payer-location: {latitude: lat, longitude: {constant: \"7.5\"}}\n"
                + "label: {column: fraud, fraud: [\"1\"], legitimate: [\"0\"], delay-days: 7}\n";
        CsvHistory history = open(Path.of("src", "test", "resources", "files", "floats-as-cards.csv"), mapping);

        List<Transaction> read = read(history);

        assertThat(history.count().examples()).isEmpty();
        assertThat(read).extracting(Transaction::amount).element(0).isEqualTo(new Money(36, "EUR"));
        assertThat(read).extracting(row -> row.attributes().get("v1")).containsExactly("1", "0.5309136012499991", "1");
        assertThat(read)
                .extracting(Transaction::payerLocation)
                .element(2)
                .isEqualTo(new GeoPoint(52.5702100309281, 7.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", ",", ":", "+", "|", " ", "    ", "-"})
    void rejectsCardNumbersInIdsAndMasksThemInTexts(String gap) throws IOException {
        String card = String.join(gap, "4111", "1111", "1111", "1111");
        CsvHistory history = open("""
                id,at,account,amount,v1
                a,2026-03-01 09:15:00,"%1$s",1,x
                b,2026-03-01 09:15:00,A,1,"paid with %1$s"
                """.formatted(card), MAPPING);

        assertThat(read(history)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("b");
            assertThat(row.attributes().get("v1")).isEqualTo("paid with " + card.replaceAll("[0-9]", "*"));
            assertThat(row.attributes()).containsEntry(Transaction.MASKED_CARD, "attributes.v1");
        });
        assertThat(history.count().examples())
                .singleElement()
                .asString()
                .contains("line 2, account: looks like a card number")
                .doesNotContain("1111");
    }

    /** What is refused for another reason is quoted, and a report shows what is in a column. */
    @Test
    void quotesNoCardNumber() throws IOException {
        String data = """
                id,at,account,amount,v1
                a,4111111111111111,A,1,4111111111111111
                b,2026-03-01 09:15:00,A,5555-5555-5555-4444,4111111111111111
                c,2026-03-01 09:15:00,A,1,4111111111111111
                """;
        CsvHistory history = open(data, MAPPING);

        assertThat(read(history)).hasSize(1);
        assertThat(history.count().examples())
                .hasSize(2)
                .allSatisfy(example -> assertThat(example).contains("***").doesNotContain("1111", "5555"));
        Path file = Files.writeString(folder.resolve("data.csv"), data);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        DataReport report = DataCheck.check(file, CsvMapping.read(mapping));
        assertThat(report.columns())
                .allSatisfy(column -> assertThat(column.values()).doesNotContain("1111", "5555"));
    }

    /** The shipped mapping for TabFormer refused the file: its merchants are signed 64-bit hashes. */
    @Test
    void readsMerchantsThatAreHashes() throws IOException {
        Random random = new Random(7);
        StringBuilder data = new StringBuilder("id,at,account,amount,v1,shop\n");
        for (int i = 0; i < 10_000; i++) {
            data.append(i)
                    .append(",2026-03-01 09:15:00,A,1,x,")
                    .append(random.nextLong())
                    .append('\n');
        }

        CsvHistory history = open(data.toString(), MAPPING + "  merchant: {id: {column: shop, prefix: mer-}}\n");
        read(history);
        assertThat(history.count().bad()).isLessThan(20);

        history = open(
                data.toString(),
                MAPPING + "  merchant: {id: {column: shop, prefix: mer-, suffix: n, numeric-ids: true}}\n");
        List<Transaction> read = read(history);
        assertThat(history.count().bad()).isZero();
        assertThat(read)
                .extracting(Transaction::merchant)
                .allSatisfy(shop ->
                        assertThat(shop).extracting(Merchant::id).asString().matches("mer--?[0-9]+n"));
    }

    private CsvHistory open(String data, String mapping) throws IOException {
        return open(Files.writeString(folder.resolve("data.csv"), data), mapping);
    }

    private CsvHistory open(Path data, String mapping) throws IOException {
        return CsvHistory.open(data, CsvMapping.read(Files.writeString(folder.resolve("mapping.yaml"), mapping)));
    }

    private static List<Transaction> read(CsvHistory history) throws IOException {
        List<LabelledTransaction> all = new ArrayList<>();
        history.forEach(all::add);
        return all.stream().map(LabelledTransaction::transaction).toList();
    }
}
