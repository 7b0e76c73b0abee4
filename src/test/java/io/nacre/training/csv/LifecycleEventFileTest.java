package io.nacre.training.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nacre.feature.TransactionLifecycle;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.training.inspect.DataCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleEventFileTest {

    private static final String MAPPING = """
            max-bad-share: 0.5
            transaction:
              id: {column: id, prefix: tx-}
              time: {column: at, format: "yyyy-MM-dd HH:mm"}
              account: who
              amount: sum
              currency: {constant: EUR}
              channel: {constant: CARD_NOT_PRESENT}
            lifecycle:
              file: events.jsonl
            """;

    private static final String ROWS = """
            id,at,who,sum
            1,2026-03-01 09:00,a,10
            2,2026-03-01 09:05,b,20
            3,2026-03-01 09:10,a,30
            """;

    private static final String AUTHORISED = line("a", "tx-1", "e1", "AUTHORISED", "null", "09:00:01");
    private static final String CAPTURED = line("a", "tx-1", "e2", "CAPTURED", "null", "15:00:00");

    @TempDir
    private Path folder;

    @Test
    void attachesEventsByAccountAndTransactionInTheOrderOfTime() throws IOException {
        List<LabelledTransaction> read = read(open(CAPTURED
                + "\n"
                + line("b", "tx-2", "e1", "DECLINED", "\"INSUFFICIENT_FUNDS\"", "09:05:01")
                + AUTHORISED
                + line("b", "tx-1", "e3", "REVERSED", "null", "10:00:00")));

        assertThat(read)
                .extracting(labelled -> types(labelled.lifecycle()))
                .containsExactly(
                        List.of(LifecycleEvent.Type.AUTHORISED, LifecycleEvent.Type.CAPTURED),
                        List.of(LifecycleEvent.Type.DECLINED),
                        List.of());
        assertThat(read.get(1).lifecycle())
                .extracting(
                        LifecycleEvent::accountId,
                        LifecycleEvent::transactionId,
                        LifecycleEvent::eventId,
                        LifecycleEvent::declineReason,
                        LifecycleEvent::occurredAtMs)
                .containsExactly(tuple(
                        "b",
                        "tx-2",
                        "e1",
                        DeclineReason.INSUFFICIENT_FUNDS,
                        Instant.parse("2026-03-01T09:05:01Z").toEpochMilli()));
    }

    @Test
    void readsACompressedFileOfTheSameName() throws IOException {
        CsvHistory plain = open(AUTHORISED + CAPTURED);
        List<LabelledTransaction> expected = read(plain);
        Files.delete(folder.resolve("events.jsonl"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("events.jsonl.gz")))) {
            out.write((AUTHORISED + CAPTURED).getBytes(UTF_8));
        }

        assertThat(read(open())).isEqualTo(expected);
    }

    @Test
    void saysThatTheFileIsMissing() throws IOException {
        write("data.csv", ROWS);

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage("file " + folder.resolve("events.jsonl") + " is missing or not readable, but the mapping"
                        + " names it under lifecycle: put it beside the data, or use a mapping without lifecycle");
    }

    @Test
    void saysThatTheFileIsCutOff() throws IOException {
        write("data.csv", ROWS);
        Path zipped = folder.resolve("events.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write((AUTHORISED + CAPTURED).getBytes(UTF_8));
        }
        byte[] whole = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(whole, whole.length - 12));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "events.jsonl.gz cannot be read to its end", "check that the file is complete");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "occurred_at":"2026          | "occurred_at":"2126    | lifecycle.occurred_at:
            "type":"CAPTURED"            | "type":"CHARGED"       | lifecycle.type:
            "decline_reason":null        | "decline_reason":"TECHNICAL" | lifecycle.decline_reason: belongs to an event of type DECLINED
            "amount_minor":null          | "amount_minor":-5      | lifecycle.amount_minor:
            "account_id":"a"             | "account_id":""        | lifecycle.account_id:
            }                            | } }                    | lifecycle: the JSON is malformed
            {                            | [                      | lifecycle: the JSON is
            """)
    void skipsALineThatIsNoEventWithItsPlaceAndFault(String part, String other, String fault) throws IOException {
        CsvHistory history = open(AUTHORISED + CAPTURED.replace(part, other));

        List<LabelledTransaction> read = read(history);

        assertThat(types(read.get(0).lifecycle())).containsExactly(LifecycleEvent.Type.AUTHORISED);
        assertThat(history.remarks())
                .singleElement()
                .asString()
                .startsWith("1 lines of " + folder.resolve("events.jsonl")
                        + " cannot be read and were skipped; the first: " + folder.resolve("events.jsonl")
                        + ", line 2, " + fault);
    }

    @Test
    void refusesAFileOfTooManyBadLines() throws IOException {
        write("data.csv", ROWS);
        write("events.jsonl", AUTHORISED + "none\nnone\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("2 of 3 rows of " + folder.resolve("events.jsonl")
                        + " cannot be read, more than max-bad-share 0.5; the first: ");
    }

    @Test
    void countsEventsOfTransactionsThatWereNotRead() throws IOException {
        CsvHistory history = open(AUTHORISED + line("c", "tx-1", "e1", "AUTHORISED", "null", "09:00:01"));
        read(history);
        List<String> remarks = history.remarks();

        assertThat(remarks)
                .containsExactly("1 of 2 lifecycle events of " + folder.resolve("events.jsonl")
                        + " belong to transactions that were not read; account_id and transaction_id must be as the"
                        + " mapping makes them");
        read(history);
        assertThat(history.remarks()).as("after a second reading").isEqualTo(remarks);
        assertThat(DataCheck.check(folder.resolve("data.csv"), mapping()).warnings())
                .isEqualTo(remarks);
    }

    @Test
    void ignoresRepeats() throws IOException {
        CsvHistory history = open(AUTHORISED + AUTHORISED + CAPTURED + AUTHORISED);

        assertThat(types(read(history).get(0).lifecycle()))
                .containsExactly(LifecycleEvent.Type.AUTHORISED, LifecycleEvent.Type.CAPTURED);
        assertThat(history.remarks()).isEmpty();
    }

    @Test
    void skipsWhatIsMoreThanATransactionMayHave() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i <= TransactionLifecycle.MAX_STEPS; i++) {
            lines.append(line("a", "tx-1", "e" + i, "CAPTURED", "null", "15:00:00"));
        }
        CsvHistory history = open(lines.toString());

        assertThat(read(history).get(0).lifecycle()).hasSize(TransactionLifecycle.MAX_STEPS);
        assertThat(history.remarks())
                .singleElement()
                .asString()
                .contains("line 33, lifecycle.transaction_id: tx-1 has more than 32 events");
    }

    @Test
    void rejectsALineWithoutEndInLittleMemory() throws IOException {
        CsvHistory history = open("x".repeat(20_000_000) + "\n" + AUTHORISED);

        assertThat(types(read(history).get(0).lifecycle())).containsExactly(LifecycleEvent.Type.AUTHORISED);
        assertThat(history.remarks()).singleElement().asString().contains("line 1, lifecycle: the JSON has");
    }

    @Test
    void throwsOnlyDeclaredExceptionsOnAnyBytes() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        byte[] sound = (AUTHORISED + CAPTURED + AUTHORISED.replace("tx-1", "tx-3")).getBytes(UTF_8);
        write("data.csv", ROWS);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bytes = sound.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(folder.resolve("events.jsonl"), bytes);
            try {
                read(open());
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("max-bad-share");
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 499);
    }

    private static List<LifecycleEvent.Type> types(List<LifecycleEvent> events) {
        return events.stream().map(LifecycleEvent::type).toList();
    }

    private static String line(String account, String transaction, String id, String type, String reason, String at) {
        return ("{\"account_id\":\"%s\",\"transaction_id\":\"%s\",\"event_id\":\"%s\",\"type\":\"%s\",\"decline_reason\":%s,"
                                + "\"amount_minor\":null,\"occurred_at\":\"2026-03-01T%sZ\"}")
                        .formatted(account, transaction, id, type, reason, at)
                + "\n";
    }

    private CsvHistory open(String events) throws IOException {
        write("data.csv", ROWS);
        write("events.jsonl", events);
        return open();
    }

    private CsvHistory open() throws IOException {
        return CsvHistory.open(folder.resolve("data.csv"), mapping(), Instant.parse("2026-04-01T00:00:00Z"));
    }

    private CsvMapping mapping() throws IOException {
        write("mapping.yaml", MAPPING);
        return CsvMapping.read(folder.resolve("mapping.yaml"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static List<LabelledTransaction> read(CsvHistory history) throws IOException {
        List<LabelledTransaction> read = new ArrayList<>();
        history.forEach(read::add);
        return read;
    }
}
