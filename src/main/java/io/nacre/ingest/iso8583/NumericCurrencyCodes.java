package io.nacre.ingest.iso8583;

import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numeric currency codes of ISO 4217. */
final class NumericCurrencyCodes {

    private static final Map<String, String> CODES = codes();

    private NumericCurrencyCodes() {}

    /** The code of three letters for a number of three digits; null for any other text. */
    static @Nullable String code(String number) {
        return CODES.get(number);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            String number = String.format(Locale.ROOT, "%03d", currency.getNumericCode());
            // A number of two currencies says neither.
            codes.merge(number, currency.getCurrencyCode(), (one, other) -> "");
        }
        codes.remove("000");
        codes.values().removeIf(String::isEmpty);
        // Java 17 does not list them.
        codes.put("927", "UYW");
        codes.put("396", "XAD");
        return Map.copyOf(codes);
    }
}
