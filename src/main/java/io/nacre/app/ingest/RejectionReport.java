package io.nacre.app.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.rejection.RecordRejectedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports the rejected messages of a file: the first ones for people, and all to a file. It quotes no message. */
final class RejectionReport implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PRINTED = 20;

    private final String input;
    private final String unit;
    private final PrintWriter err;
    private final @Nullable PrintWriter all;
    private long count;

    /**
     * @param unit what numbers count, such as "line"
     * @param file must not exist; null for none
     */
    RejectionReport(String input, String unit, PrintWriter err, @Nullable Path file) throws IOException {
        this.input = input;
        this.unit = unit;
        this.err = err;
        this.all = file == null ? null : new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW));
    }

    void add(long number, @Nullable String part, RecordRejectedException reason) {
        count++;
        if (all != null) {
            all.println(json(number, part, reason));
        }
        if (count <= MAX_PRINTED) {
            String where = input + ", " + unit + " " + number + (part == null ? "" : ", " + part);
            String field = reason.field() == null ? "" : reason.field() + " ";
            err.println(where + ": " + reason.code() + ": " + field + reason.getMessage());
        } else if (count == MAX_PRINTED + 1) {
            err.println("Further rejected messages are not shown" + (all == null ? "; --rejected writes all." : "."));
        }
    }

    /** Ends the file; fails if it could not be written. */
    @Override
    public void close() throws IOException {
        if (all != null) {
            boolean failed = all.checkError();
            all.close();
            if (failed) {
                throw new IOException("--rejected: the file cannot be written: check the space of its disk");
            }
        }
    }

    private String json(long number, @Nullable String part, RecordRejectedException reason) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("input", input);
        row.put(unit, number);
        row.put("part", part);
        row.put("code", reason.code().name());
        row.put("field", reason.field());
        row.put("detail", reason.getMessage());
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a row of texts and numbers can always be written", e);
        }
    }
}
