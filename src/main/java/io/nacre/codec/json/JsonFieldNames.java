package io.nacre.codec.json;

import io.nacre.payment.CardNumberDetector;
import io.nacre.rules.SpellingSuggestion;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of fields in messages, some of which the sender chose. */
final class JsonFieldNames {

    private static final int MAX_CHARACTERS = 64;

    private JsonFieldNames() {}

    /** The path of a field of a record. */
    static String path(String record, String field) {
        return record.isEmpty() ? field : record + "." + field;
    }

    /**
     * The name as it may be printed: at most 64 letters and digits. Null if none is left, or if the name has as many
     * digits as a card number.
     */
    static @Nullable String printable(String name) {
        if (name.codePoints().filter(Character::isDigit).count() >= CardNumberDetector.SHORTEST) {
            return null;
        }
        String printable = name.codePoints()
                .filter(JsonFieldNames::isPrintable)
                .limit(MAX_CHARACTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.isEmpty() ? null : printable;
    }

    /** The known name that was probably meant; null if none is near. */
    static @Nullable String nearest(String name, Collection<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(each -> SpellingSuggestion.distance(lower, each)))
                .filter(each -> SpellingSuggestion.distance(lower, each) <= Math.max(1, name.length() / 3))
                .orElse(null);
    }

    private static boolean isPrintable(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }
}
