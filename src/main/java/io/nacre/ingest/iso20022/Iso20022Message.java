package io.nacre.ingest.iso20022;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a message: texts by path.
 *
 * @param header what all payments share
 * @param entries the payments, in order
 */
record Iso20022Message(Iso20022Type type, Map<String, String> header, List<Entry> entries) {

    /**
     * One payment.
     *
     * @param batch what the payments of its batch share
     */
    record Entry(Map<String, String> batch, Map<String, String> values) {

        /** The text of the payment, else of its batch; null if both have none. */
        @Nullable
        String text(String path) {
            String own = values.get(path);
            return own == null ? batch.get(path) : own;
        }

        /** The first text that is there; null if none is. */
        @Nullable
        String firstOf(String... paths) {
            for (String path : paths) {
                String text = text(path);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
    }
}
