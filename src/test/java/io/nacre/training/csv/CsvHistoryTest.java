package io.nacre.training.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.secret.CardTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvHistoryTest {

    private static final String HEADER = "id,at,who,card,sum,kind,ip,shop,note,fraud,why\n";

    private static final String MAPPING = """
            max-bad-share: 0.5
            grouping-mark: ","
            lookups:
              - {file: shops.csv, key: shop, by: shop, prefix: shop.}
            transaction:
              id: {column: id, prefix: tx-}
              time: {column: at, format: "yyyy-MM-dd HH:mm"}
              account: {columns: [who, card], join: /}
              amount: {column: sum, negative: SKIP, rounding: half-up}
              currency: {constant: JPY}
              channel: {column: kind, values: {pos: CARD_PRESENT}, otherwise: CARD_NOT_PRESENT}
              ip: {column: ip, format: NUMBER}
              merchant:
                id: shop
                mcc: shop.code
                location: {latitude: {column: shop.y, scale: 0.1, offset: 1}, longitude: shop.x}
              attributes: [note]
            label:
              column: fraud
              fraud: ["1"]
              legitimate: ["0"]
              unknown: ["?"]
              delay-days: 1.5
              typology: why
            profiles:
              file: people.csv
              account: {columns: [who, card], join: /}
              as-of: 2026-01-01T00:00:00Z
              home-country: land
              opened: {column: since, format: yyyy-MM-dd}
              credit-score: score
              social-signals: {friends: friends}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryPartOfARow() throws IOException {
        CsvHistory history = open("7,2026-01-02 03:04,a,1,\"$1,234.60\",pos,3221225985.0,s1,hello,1,stolen\n");

        GeoPoint place = new GeoPoint(2, 20);
        Transaction transaction = new Transaction(
                "tx-7",
                1_767_323_040_000L,
                "a/1",
                null,
                new Money(1235, "JPY"),
                Channel.CARD_PRESENT,
                "192.0.2.1",
                null,
                new Merchant("s1", null, "5411", null, place),
                null,
                null,
                null,
                null,
                Map.of("note", "hello"));
        Label label = new Label("tx-7", "a/1", true, 1_767_452_640_000L, Label.Source.CHARGEBACK);
        assertThat(read(history)).containsExactly(new LabelledTransaction(transaction, label, "stolen"));
    }

    @Test
    void leavesOutWhatTheRowDoesNotHave() throws IOException {
        LabelledTransaction row =
                read(open("7,2026-01-02 03:04,a,1,5,net,,s9,,?,\n")).get(0);

        assertThat(row.label()).isNull();
        assertThat(row.typology()).isNull();
        assertThat(row.transaction().channel()).isEqualTo(Channel.CARD_NOT_PRESENT);
        assertThat(row.transaction().ip()).isNull();
        assertThat(row.transaction().merchant()).isEqualTo(new Merchant("s9", null, null, null, null));
        assertThat(row.transaction().attributes()).isEmpty();
    }

    @Test
    void readsProfilesFromAnotherFile() throws IOException {
        AccountProfile profile = open("").profiles().get(0);

        assertThat(profile)
                .isEqualTo(new AccountProfile(
                        "a/1", 1_767_225_600_000L, null, "DE", 1_577_836_800_000L, 700.5, Map.of("friends", 3.0)));
    }

    @Test
    void missesAFileOfProfilesBeforeItReadsTheFirstRow() throws IOException {
        open("");
        Files.delete(folder.resolve("people.csv"));

        assertThatThrownBy(() -> CsvHistory.open(folder.resolve("data.csv"), mapping()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("people.csv");
    }

    @Test
    void sortsAFileThatIsNotInOrderAndKeepsTheOrderOfEquals() throws IOException {
        CsvHistory history =
                open(row("3", "2026-01-03 00:00") + row("1", "2026-01-01 00:00") + row("2", "2026-01-01 00:00"));

        assertThat(read(history))
                .extracting(labelled -> labelled.transaction().id())
                .containsExactly("tx-1", "tx-2", "tx-3");
        assertThat(read(history)).isEqualTo(read(history));
    }

    @Test
    void labelsAreKnownFromTheNextMidnightIfMapped() throws IOException {
        Path data = Files.writeString(
                folder.resolve("data.csv"),
                "id,at,who,sum,fraud\n1,2026-01-02 00:00,a,5,1\n2,2026-01-02 23:59,a,5,0\n");
        Path mapping = Files.writeString(folder.resolve("midnight.yaml"), """
                transaction:
                  id: id
                  time: {column: at, format: "yyyy-MM-dd HH:mm"}
                  account: who
                  amount: sum
                  currency: {constant: EUR}
                  channel: {constant: TRANSFER}
                label: {column: fraud, fraud: ["1"], delay: next-midnight}
                """);

        List<LabelledTransaction> read = read(CsvHistory.open(data, CsvMapping.read(mapping)));

        assertThat(read)
                .extracting(labelled -> labelled.label().knownAtMs())
                .containsOnly(Instant.parse("2026-01-03T00:00:00Z").toEpochMilli());
    }

    @Test
    void skipsRowsByTheMapping() throws IOException {
        CsvHistory history = open("7,2026-01-02 03:04,a,1,-5,net,,,,0,\n" + row("8", "2026-01-03 00:00"));

        assertThat(read(history)).hasSize(1);
        assertThat(history.count().skipped()).isEqualTo(1);
        assertThat(history.count().read()).isEqualTo(1);
    }

    @Test
    void countsBadRowsAndNamesLineColumnAndRemedy() throws IOException {
        CsvHistory history = open(row("1", "2026-01-01 00:00")
                + row("2", "yesterday")
                + "3,2026-01-02 03:04,a,1,five,net,,,,0,\n"
                + "4,2026-01-02 03:04,a,1,5,net,4294967296,,,0,\n"
                + "5,2026-01-02 03:04,4000000000000002,1,5,net,,,,0,\n"
                + "6,2026-01-02 03:04,a,1,5,net,,,,maybe,\n"
                + "7,2026-01-02 03:04\n"
                + row("8", "2026-01-03 00:00").repeat(7));

        assertThat(read(history)).hasSize(8);
        assertThat(history.count().bad()).isEqualTo(6);
        String file = folder.resolve("data.csv").toString();
        assertThat(history.count().examples())
                .containsExactly(
                        file + ", line 3, time: yesterday is not a time in the format yyyy-MM-dd HH:mm: correct it",
                        file + ", line 4, amount: five is not a number: correct it, or remove the row",
                        file + ", line 5, ip: 4294967296 is not an IP address: correct it, or leave it empty",
                        file
                                + ", line 6, account: looks like a card number: replace card numbers by tokens, or set tokenise; if these are"
                                + " other numbers, set numeric-ids: true and a prefix or suffix with a letter",
                        file + ", line 7, label: maybe is not listed as fraud, legitimate or unknown: list it",
                        file + ", line 8, row: has more or fewer cells than the header: correct it");
    }

    @Test
    void readsUserAgentsAndCountsOfFailedAttempts() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,who,agent,tries
                1,2026-01-02,a,"Browser/1 (Phone; 2)",2.0
                2,2026-01-02,a,,
                3,2026-01-02,a,Browser/1,-1
                4,2026-01-02,a,Browser/1,1.5
                5,2026-01-02,a,4111111111111111,1
                """);
        Path mapping = Files.writeString(folder.resolve("agents.yaml"), """
                max-bad-share: 1
                transaction:
                  id: id
                  time: {column: at, format: yyyy-MM-dd}
                  account: who
                  amount: {constant: "1"}
                  currency: {constant: EUR}
                  channel: {constant: TRANSFER}
                  user-agent: agent
                  failed-attempts: tries
                """);
        CsvHistory history = CsvHistory.open(data, CsvMapping.read(mapping));

        assertThat(read(history))
                .extracting(LabelledTransaction::transaction)
                .extracting(Transaction::userAgent, Transaction::failedAttempts)
                .containsExactly(
                        tuple("Browser/1 (Phone; 2)", 2),
                        tuple(null, null),
                        tuple("Browser/1", null),
                        tuple("****************", 1));
        assertThat(history.count().warnings())
                .containsExactly("failed-attempts: 1 rows such as -1 are not a count: read as unknown, as in a record");
    }

    @Test
    void tokenisesCardNumbersIfMapped() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=");
        Path keys = Files.writeString(folder.resolve("keys.properties"), "use = a\nkey.a = ${file:" + secret + "}\n");
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,card
                1,2026-01-02,4111111111111111
                2,2026-01-02,none
                """);
        Path mapping = Files.writeString(folder.resolve("cards.yaml"), """
                max-bad-share: 1
                transaction:
                  id: id
                  time: {column: at, format: yyyy-MM-dd}
                  account: {column: card, tokenise: KEYS}
                  card-token: {column: card, tokenise: KEYS}
                  amount: {constant: "1"}
                  currency: {constant: EUR}
                  channel: {constant: TRANSFER}
                """.replace("KEYS", keys.toString()));
        CsvHistory history = CsvHistory.open(data, CsvMapping.read(mapping));

        assertThat(read(history))
                .extracting(LabelledTransaction::transaction)
                .extracting(Transaction::accountId, Transaction::cardToken)
                .containsExactly(
                        tuple("tok-a-gbakaaodjecomkklpfaldafoecdcocho", "tok-a-gbakaaodjecomkklpfaldafoecdcocho"));
        assertThat(history.count().examples())
                .singleElement()
                .asString()
                .contains("line 3, account: is not a card number");

        Path out = folder.resolve("out.csv");
        CardTokens tokens = CardTokens.read(keys);
        assertThatThrownBy(() -> CardTokeniser.tokenise(data, "card", tokens, out))
                .hasMessageContaining("line 3, card: is not a card number");
        assertThat(out).doesNotExist();
        Files.writeString(data, "id,card\n1,4111-1111-1111-1111\n2,\n");
        assertThat(CardTokeniser.tokenise(data, "card", tokens, out)).isEqualTo(2);
        assertThat(out)
                .content()
                .isEqualToNormalizingNewlines("id,card\n1,tok-a-gbakaaodjecomkklpfaldafoecdcocho\n2,\n");
        assertThatThrownBy(() -> CardTokeniser.tokenise(data, "card", tokens, out))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    }

    @Test
    void refusesAFileOfWhichTooMuchIsBad() throws IOException {
        CsvHistory history =
                open(row("1", "2026-01-01 00:00") + row("2", "yesterday").repeat(2));

        assertThatThrownBy(() -> read(history))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("2 of 3 rows of")
                .hasMessageContaining("line 3, time: yesterday");
    }

    @Test
    void namesAColumnThatTheFileDoesNotHave() throws IOException {
        Path data = Files.writeString(folder.resolve("other.csv"), "id,at\n");
        CsvMapping csvMapping = mapping();

        assertThatThrownBy(() -> CsvHistory.open(data, csvMapping))
                .isInstanceOf(IOException.class)
                .hasMessage("the mapping names the column shop, which " + data + " does not have: use one of id, at");
    }

    @Test
    void unpacksAZippedFile() throws IOException {
        CsvHistory plain = open(row("1", "2026-01-01 00:00"));
        Path zipped = folder.resolve("data.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Files.readAllBytes(folder.resolve("data.csv")));
        }

        assertThat(read(CsvHistory.open(zipped, mapping()))).isEqualTo(read(plain));
    }

    private static String row(String id, String at) {
        return id + "," + at + ",a,1,5,net,,,,0,\n";
    }

    @Test
    void refusesAFolderInPlaceOfAFile() {
        assertThatThrownBy(() -> CsvHistory.open(folder, mapping()))
                .hasMessage(folder + " is a folder: give the file in it");
    }

    private CsvHistory open(String rows) throws IOException {
        Files.writeString(folder.resolve("shops.csv"), "shop,code,x,y\ns1,5411,20,10\n");
        Files.writeString(
                folder.resolve("people.csv"), "who,card,land,since,score,friends\na,1,DE,2020-01-01,700.5,3\n");
        Path data = Files.writeString(folder.resolve("data.csv"), HEADER + rows, StandardCharsets.UTF_8);
        return CsvHistory.open(data, mapping());
    }

    private CsvMapping mapping() throws IOException {
        return CsvMapping.read(Files.writeString(folder.resolve("mapping.yaml"), MAPPING));
    }

    private static List<LabelledTransaction> read(CsvHistory history) throws IOException {
        List<LabelledTransaction> all = new ArrayList<>();
        history.forEach(all::add);
        return all;
    }
}
