package io.nacre.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.app.CliRun;
import io.nacre.ingest.TokenKeys;
import io.nacre.ingest.iso8583.CardMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TRANSACTION =
            "{\"id\":\"t-%d\",\"event_time\":\"2026-03-01T09:15:00Z\",\"account_id\":\"a-1\",\"amount_minor\":%d,"
                    + "\"currency\":\"EUR\",\"channel\":\"CARD_PRESENT\"}\n";

    private static final String EVENT = "{\"account_id\":\"a-1\",\"transaction_id\":\"t-1\",\"event_id\":\"e-1\","
            + "\"type\":\"DECLINED\",\"occurred_at\":\"2026-03-01T09:15:01Z\"}\n";

    @TempDir
    private Path folder;

    @Test
    void printsWhatItWouldWriteAndReportsWhatItRejects() throws IOException {
        Path file = Files.writeString(
                folder.resolve("payments.jsonl"),
                TRANSACTION.formatted(1, 5) + "\n" + TRANSACTION.formatted(2, -1) + EVENT
                        + TRANSACTION.formatted(3, 7));
        Path rejected = folder.resolve("rejected.jsonl");

        CliRun run =
                ingest("--format", "jsonl", "--input", file.toString(), "--dry-run", "--rejected", rejected.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(records(run)).extracting(row -> row.at("/value/id").asText()).containsExactly("t-1", "t-3");
        assertThat(records(run).get(0).path("topic").asText()).isEqualTo("payments.transactions");
        assertThat(records(run).get(0).path("key").asText()).isEqualTo("a-1");
        assertThat(run.err())
                .contains("payments.jsonl, line 3: AMOUNT_RANGE: amount_minor is negative; send minor units")
                .contains("line 4: FIELD_UNKNOWN: ")
                .contains("4 messages: 2 transactions, 0 lifecycle events, 2 rejected");
        List<String> rows = Files.readAllLines(rejected);
        assertThat(rows).hasSize(2);
        assertThat(JSON.readTree(rows.get(0)).path("line").asInt()).isEqualTo(3);
        assertThat(JSON.readTree(rows.get(0)).path("code").asText()).isEqualTo("AMOUNT_RANGE");
    }

    @Test
    void readsLifecycleEventsWhereTheyAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), EVENT);

        CliRun run = ingest("--format", "jsonl", "--type", "lifecycle", "--input", file.toString(), "--dry-run");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(records(run).get(0).path("topic").asText()).isEqualTo("payments.lifecycle");
        assertThat(records(run).get(0).at("/value/type").asText()).isEqualTo("DECLINED");
    }

    @Test
    void readsCardMessagesWithoutTheirCardNumbers() throws IOException {
        Path keys = TokenKeys.write(folder);
        Path file = Files.writeString(
                folder.resolve("cards.txt"),
                CardMessage.purchase().text() + "\n"
                        + CardMessage.response("51").text() + "\n"
                        + CardMessage.purchase().with(49, "000").text() + "\n"
                        + "0100" + CardMessage.PAN + "\n"
                        + CardMessage.of("0800").with(7, "1130093000").text() + "\n");

        CliRun run = CliRun.withProgress(List.of(
                "ingest",
                "--format",
                "iso8583",
                "--input",
                file.toString(),
                "--token-keys",
                keys.toString(),
                "--dry-run",
                "--date",
                "2026-11-30",
                "--output",
                "json"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out() + run.err()).doesNotContain(CardMessage.PAN);
        assertThat(records(run)).hasSize(2);
        assertThat(records(run).get(0).at("/value/event_time").asText()).isEqualTo("2026-11-30T09:30:00.000Z");
        assertThat(records(run).get(1).at("/value/transaction_id"))
                .isEqualTo(records(run).get(0).at("/value/id"));
        assertThat(run.err()).contains("line 3: CURRENCY_UNKNOWN", "line 4: UNREADABLE", "\"network management\" : 1");
        assertThat(run.progressLines("messages read")).isEqualTo(5);
    }

    @Test
    void readsTransfersAndChangeEvents() throws IOException {
        Path keys = TokenKeys.write(folder);
        Path transfer = Files.writeString(
                folder.resolve("transfer.xml"),
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId>"
                        + "<CreDtTm>2026-03-01T10:15:00</CreDtTm></GrpHdr><CdtTrfTxInf><PmtId><TxId>T</TxId></PmtId>"
                        + "<IntrBkSttlmAmt Ccy=\"EUR\">5</IntrBkSttlmAmt><DbtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id>"
                        + "</DbtrAcct></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>");
        Path events = Files.writeString(
                folder.resolve("outbox.jsonl"),
                "{\"op\":\"c\",\"after\":{\"aggregatetype\":\"lifecycle\",\"payload\":" + EVENT.strip() + "}}\n"
                        + "{\"op\":\"d\",\"before\":{},\"after\":null}\nnull\n");

        CliRun transfers = ingest(
                "--format",
                "iso20022",
                "--input",
                transfer.toString(),
                "--token-keys",
                keys.toString(),
                "--time-zone",
                "Europe/Berlin",
                "--dry-run");
        CliRun rows = ingest("--format", "debezium", "--input", events.toString(), "--dry-run");

        assertThat(transfers.code()).as(transfers.err()).isZero();
        assertThat(records(transfers).get(0).at("/value/event_time").asText()).isEqualTo("2026-03-01T09:15:00.000Z");
        assertThat(transfers.out()).doesNotContain("0417164300");
        assertThat(rows.code()).as(rows.err()).isZero();
        assertThat(records(rows).get(0).at("/value/event_id").asText()).isEqualTo("e-1");
        assertThat(rows.err()).contains("skipped, deletion of a row: 1", "skipped, tombstone: 1");
    }

    @ParameterizedTest
    @CsvSource({
        "--format debezium --input FILE --dry-run --time-zone UTC, --time-zone belongs to another format",
        "--format jsonl --input FILE, no broker is named",
        "--format iso8583 --input FILE --dry-run, --token-keys is missing",
        "--format jsonl --input FILE --dry-run --mapping FILE, --mapping belongs to another format",
        "--format iso8583 --input FILE --dry-run --type lifecycle, --type belongs to another format",
        "--format jsonl --from-topic t --dry-run, --dry-run and --rejected belong to --input",
        "--format jsonl --input none.jsonl --dry-run, no such file",
        "--format iso8583 --from-topic t --bootstrap-servers localhost:1 --framing line --token-keys KEYS, set document or hex"
    })
    void optionsThatDoNotFitAreRefused(String options, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("payments.jsonl"), TRANSACTION.formatted(1, 5));
        String line = options.replace("FILE", file.toString())
                .replace("KEYS", TokenKeys.write(folder).toString());

        CliRun run = ingest(line.split(" ", -1));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(message);
    }

    private static CliRun ingest(String... options) {
        List<String> words = new ArrayList<>(List.of("ingest"));
        words.addAll(List.of(options));
        return CliRun.of(words);
    }

    private static List<JsonNode> records(CliRun run) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
