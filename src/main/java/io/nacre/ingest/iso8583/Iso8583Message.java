package io.nacre.ingest.iso8583;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoded message.
 *
 * @param type four digits, such as 0100
 * @param elements texts by number
 */
record Iso8583Message(String type, Map<Integer, String> elements) {

    Iso8583Message {
        elements = Map.copyOf(elements);
    }

    /** The element without outer spaces; null if it is absent or blank. */
    @Nullable
    String text(int element) {
        String text = elements.get(element);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @param field of the contract that needs the element */
    String required(int element, String field) throws RecordRejectedException {
        String text = text(element);
        if (text == null) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY,
                    field,
                    "comes from data element " + element + ", which is empty; send it");
        }
        return text;
    }

    /** The element, which must be a number. */
    String requiredDigits(int element, String field) throws RecordRejectedException {
        String unused = required(element, field);
        String text = elements.getOrDefault(element, "");
        if (!areDigits(text)) {
            throw malformed(element, field, "is no number; send digits, with zeros in front");
        }
        return text;
    }

    static boolean areDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static RecordRejectedException malformed(int element, String field, String fault) {
        return new RecordRejectedException(
                RejectionCode.FIELD_MALFORMED, field, "comes from data element " + element + ", which " + fault);
    }

    /** Without the elements, which have card numbers. */
    @Override
    public String toString() {
        return type + " with elements " + elements.keySet().stream().sorted().toList();
    }
}
