package io.nacre.ingest.iso8583;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.ingest.RecordTokens;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a field is: a data element, or some of its characters.
 *
 * @param element number of the data element
 * @param from the first character, from 1; null for the first one
 * @param to the last character; null for the last one
 * @param tokenise whether the value is an account number, which a token replaces
 */
public record ElementSource(
        @JsonProperty("element") int element,
        @JsonProperty("from") @Nullable Integer from,
        @JsonProperty("to") @Nullable Integer to,
        @JsonProperty("tokenise") @Nullable Boolean tokenise) {

    /** Tracks, PIN data and chip data. */
    private static final Set<Integer> SENSITIVE = Set.of(35, 36, 45, 52, 53, 55, 96);

    private static final Set<Integer> CARD_NUMBERS = Set.of(2, 34);

    public ElementSource {
        if (element < 2 || element > Iso8583Decoder.MAX_ELEMENT) {
            throw new IllegalArgumentException("element is " + element + ": set 2 to " + Iso8583Decoder.MAX_ELEMENT);
        }
        if (SENSITIVE.contains(element)) {
            throw new IllegalArgumentException(
                    "element " + element + " has track, PIN or chip data, which must not be stored: use another one");
        }
        if (CARD_NUMBERS.contains(element)) {
            throw new IllegalArgumentException("element " + element
                    + " has the card number, which is in the transaction as a token already: use another one");
        }
        if ((from != null && from < 1) || (from != null && to != null && to < from)) {
            throw new IllegalArgumentException("from and to are no range: count from 1");
        }
    }

    /** The whole element. */
    static ElementSource of(int element) {
        return new ElementSource(element, null, null, null);
    }

    static ElementSource of(int element, int from, int to) {
        return new ElementSource(element, from, to, null);
    }

    /** The value without outer spaces; null if there is none. */
    @Nullable
    String read(Iso8583Message message, String field, RecordTokens tokens) throws RecordRejectedException {
        String text = message.elements().get(element);
        if (text == null) {
            return null;
        }
        int start = Math.min(text.length(), from == null ? 0 : from - 1);
        int end = Math.min(text.length(), to == null ? text.length() : to);
        String value = text.substring(start, Math.max(start, end)).strip();
        if (value.isEmpty()) {
            return null;
        }
        return Boolean.TRUE.equals(tokenise) ? tokens.account(field, value) : value;
    }
}
