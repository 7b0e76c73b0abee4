package io.nacre.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.secret.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Tells whether two stores of a console have the same rows, in any order and of any revision. */
public final class StoreDigest {

    private static final List<String> TABLES = List.of(
            "incident",
            "incident_verdict",
            "payment",
            "account_event",
            "account_action",
            "list_entry",
            "assignment",
            "note",
            "saved_view");

    /** How many hexadecimal digits a long has. */
    private static final int DIGITS = 16;

    private StoreDigest() {}

    /** Of each table, the number of rows and the sum of their hashes. */
    public static Map<String, String> of(ConsoleDatabase database) {
        Map<String, String> digests = new TreeMap<>();
        TABLES.forEach(table -> digests.put(table, database.read(handle -> digest(handle, table))));
        return digests;
    }

    private static String digest(Handle handle, String table) {
        long[] countAndSum = new long[2];
        handle.createQuery("SELECT * FROM " + table).mapToMap().forEach(row -> {
            Map<String, Object> sorted = new TreeMap<>(row);
            sorted.remove("revision");
            String hash = Sha256.hex(sorted.toString().getBytes(UTF_8));
            countAndSum[0]++;
            countAndSum[1] += Long.parseUnsignedLong(hash.substring(0, DIGITS), 16);
        });
        return "%d rows, %016x".formatted(countAndSum[0], countAndSum[1]);
    }
}
