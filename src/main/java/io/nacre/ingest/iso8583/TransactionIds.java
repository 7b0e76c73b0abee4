package io.nacre.ingest.iso8583;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.CardNumberDetector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids of transactions, from data elements that the messages of one transaction share. A letter precedes each
 * element, so that no id looks like a card number.
 */
final class TransactionIds {

    private static final String FIELD = "transaction_id";

    private static final int ORIGINAL = 90;
    private static final int ORIGINAL_DIGITS = 42;
    private static final int ACQUIRER = 32;
    private static final int FORWARDER = 33;

    /** Where element 90 has other elements of the original message: start and end. */
    private static final Map<Integer, int[]> PARTS = Map.of(
            11, new int[] {4, 10}, 7, new int[] {10, 20}, ACQUIRER, new int[] {20, 31}, FORWARDER, new int[] {31, 42});

    private final List<Integer> elements;

    TransactionIds(List<Integer> elements) {
        this.elements = elements;
    }

    /**
     * The id of the transaction that the message asks for or answers.
     *
     * @param field of the contract, for the message
     */
    String ofMessage(Iso8583Message message, String field) throws RecordRejectedException {
        StringBuilder id = new StringBuilder();
        for (int element : elements) {
            add(id, element, message.required(element, field), field);
        }
        return id.toString();
    }

    /** The id of the transaction that the message reverses. */
    String ofOriginal(Iso8583Message message) throws RecordRejectedException {
        String original = message.text(ORIGINAL);
        if (original != null && (original.length() != ORIGINAL_DIGITS || !Iso8583Message.areDigits(original))) {
            throw Iso8583Message.malformed(ORIGINAL, FIELD, "is no number of 42 digits; send it as in ISO 8583:1987");
        }
        StringBuilder id = new StringBuilder();
        for (int element : elements) {
            String part = part(original, element);
            add(id, element, part == null ? own(message, element) : part, FIELD);
        }
        return id.toString();
    }

    /** The part of element 90; null if it does not have the element, or only zeros. */
    private static @Nullable String part(@Nullable String original, int element) {
        int[] range = PARTS.get(element);
        if (original == null || range == null) {
            return null;
        }
        String part = original.substring(range[0], range[1]);
        return part.chars().allMatch(c -> c == '0') ? null : part;
    }

    /** The reversal has a trace number and a time of its own. */
    private static String own(Iso8583Message message, int element) throws RecordRejectedException {
        if (element == 7 || element == 11) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY,
                    FIELD,
                    "comes from data element " + ORIGINAL
                            + ", which is empty; send it, or name elements in transaction-id of"
                            + " the mapping that reversals repeat, such as [32, 37]");
        }
        return message.required(element, FIELD);
    }

    private static void add(StringBuilder id, int element, String value, String field) throws RecordRejectedException {
        // The letter before it would hide it from the check of the whole id.
        if (CardNumberDetector.isInId(value)) {
            throw new RecordRejectedException(
                    RejectionCode.CARD_NUMBER,
                    field,
                    "comes from data element " + element
                            + ", which contains a possible card number; name another element in"
                            + " transaction-id of the mapping");
        }
        // Element 90 pads institutions with zeros.
        boolean padded = (element == ACQUIRER || element == FORWARDER) && Iso8583Message.areDigits(value);
        id.append(id.isEmpty() ? "e" : "-e")
                .append(element)
                .append('x')
                .append(padded ? value.replaceFirst("^0+(?=.)", "") : value);
    }
}
