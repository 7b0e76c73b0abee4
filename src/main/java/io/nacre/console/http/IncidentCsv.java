package io.nacre.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.nacre.secret.OutputEscaper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The queue as a CSV file by RFC 4180, for spreadsheets. No cell becomes a formula. */
final class IncidentCsv {

    private static final List<String> COLUMNS = List.of(
            "incident_id",
            "account_id",
            "transaction_id",
            "status",
            "severity",
            "score",
            "expected_loss",
            "loss_currency",
            "opened_at",
            "updated_at",
            "received_at",
            "due_at",
            "transaction_count",
            "outcome",
            "merchant",
            "merchant_id",
            "merchant_category",
            "country",
            "entity",
            "account_count",
            "parent_incident_id",
            "assignee",
            "lease_expires_at",
            "snoozed_until",
            "escalated",
            "frozen");

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    private int rows;

    IncidentCsv() {
        write(Stream.concat(COLUMNS.stream(), List.of("amount", "reasons", "finding").stream())
                .toList());
    }

    /** Adds an incident of the queue, as a response has it. */
    void add(JsonNode incident) {
        List<String> cells = new ArrayList<>();
        COLUMNS.forEach(column -> cells.add(cell(incident.path(column))));
        cells.add(cell(incident.at("/amount/text")));
        cells.add(StreamSupport.stream(incident.path("reasons").spliterator(), false)
                .map(reason -> reason.path("code").asText())
                .collect(Collectors.joining(" ")));
        cells.add(cell(incident.at("/verdict/finding")));
        write(cells);
        rows++;
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(UTF_8);
    }

    private void write(List<String> cells) {
        csv.writeRecord(cells.stream().map(OutputEscaper::cell).toList());
    }

    private static String cell(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }
}
