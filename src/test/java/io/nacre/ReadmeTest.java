package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.DecodeResult;
import io.nacre.codec.Framing;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says what the code says; where it does not, the test has the text to paste. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @Test
    void listsTheTopicsOfTheCatalogue() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| topic | key | what | kept |", "|---|---|---|---|"));
        TopicCatalogue.ALL.forEach(topic -> rows.add(row(topic)));

        assertThat(generated("topics")).as(paste(rows)).isEqualTo(rows);
    }

    @Test
    void listsWhoMayDoWhat() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| role | does | writes | reads |", "|---|---|---|---|"));
        for (PrincipalRole role : PrincipalRole.values()) {
            rows.add("| `" + role.name().toLowerCase(Locale.ROOT) + "` | " + role.does() + " | " + names(role.writes())
                    + " | " + names(role.reads()) + " |");
        }

        assertThat(generated("roles")).as(paste(rows)).isEqualTo(rows);
    }

    @Test
    void showsAMappingThatReadsItsFile(@TempDir Path folder) throws IOException {
        Path data = Files.writeString(folder.resolve("payments.csv"), block("csv", 0));
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), block("yaml", 0));
        List<Boolean> frauds = new ArrayList<>();

        CsvHistory.open(data, CsvMapping.read(mapping))
                .forEach(labelled ->
                        frauds.add(labelled.label() != null && labelled.label().fraud()));

        assertThat(frauds).containsExactly(false, true);
    }

    @Test
    void showsAProducerWhoseRecordsCanBeRead() throws IOException {
        Schema schema = new Schema.Parser().parse(new File("schemas/transaction.avsc"));
        GenericRecord payment = new GenericRecordBuilder(schema)
                .set("id", "p-1001")
                .set("event_time", System.currentTimeMillis())
                .set("account_id", "C-17")
                .set("amount_minor", 2590L)
                .set("currency", "EUR")
                .set(
                        "channel",
                        new GenericData.EnumSymbol(schema.getField("channel").schema(), "CARD_NOT_PRESENT"))
                .set("ip", "192.0.2.10")
                .build();
        ByteBuffer value = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(payment);

        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        DecodeResult<Transaction> decodeResult = Contract.TRANSACTION
                .reader(Framing.SINGLE_OBJECT)
                .read(new RecordOrigin("payments.transactions", 0, 0, System.currentTimeMillis()), bytes);

        assertThat(decodeResult)
                .isInstanceOfSatisfying(
                        DecodeResult.Value.class,
                        read -> assertThat(read.value()).hasFieldOrPropertyWithValue("id", "p-1001"));
        assertThat(words(Files.readString(Path.of("src/test/java/io/nacre/ReadmeTest.java"))))
                .as("this test runs the README's example as it is shown")
                .contains(words(block("java", 0)));
    }

    @Test
    void showsAFeatureThatStandsInItsLayer() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/io/nacre/feature/AmountLayer.java")))
                .contains(block("java", 1).strip());
    }

    @Test
    void namesTheTestCommandThatEveryChangeHasToPass() throws IOException {
        assertThat(Files.readString(README)).contains("\nmvn -B verify\n");
        assertThat(Path.of(".ci", "run")).isExecutable().content().endsWith("exec mvn -B verify\n");
    }

    private static String names(List<Topic<?>> topics) {
        if (topics.isEmpty()) {
            return "none";
        }
        return topics.equals(TopicCatalogue.ALL)
                ? "all"
                : topics.stream().map(topic -> "`" + topic.name() + "`").collect(Collectors.joining(", "));
    }

    private static String row(Topic<?> topic) {
        String what = topic.contract().schema().getDoc().split("\\.(?: |$)|; ", 2)[0];
        List<String> kept = new ArrayList<>();
        if (topic.cleanup() == Topic.Cleanup.KEEP) {
            kept.add("for ever");
        } else if (topic.cleanup() != Topic.Cleanup.DELETE) {
            kept.add("newest of each key");
        }
        if (topic.retention() != null) {
            kept.add(topic.retention().toDays() + " days");
        }
        String keeping = kept.isEmpty() ? "as the platform says" : String.join(", ", kept);
        return "| `" + topic.name() + "` | " + topic.keyedBy() + " | " + what + " | " + keeping + " |";
    }

    /** The lines between a table's two markers. */
    private static List<String> generated(String name) throws IOException {
        String begin = "<!-- " + name + ": generated";
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith(begin))
                .skip(1)
                .takeWhile(line -> !line.equals("<!-- end -->"))
                .toList();
    }

    private static String paste(List<String> rows) {
        return "paste this between the markers:\n" + String.join("\n", rows) + "\n";
    }

    /** The n-th block of a language. */
    private static String block(String language, int n) throws IOException {
        return found("(?s)```" + language + "\n(.*?)```").get(n);
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Without the white space, which the formatter sets as it likes. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
