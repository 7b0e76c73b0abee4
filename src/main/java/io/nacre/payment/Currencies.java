package io.nacre.payment;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/** The currencies of ISO 4217, as the Java platform lists them, and how many minor units make a major one. */
public final class Currencies {

    private static final Map<String, Double> MINOR_PER_MAJOR = minorPerMajor();

    private Currencies() {}

    public static boolean isKnown(String code) {
        return MINOR_PER_MAJOR.containsKey(code);
    }

    /** 100 for EUR, 1 for JPY, 1 000 for KWD; 100 for a code that is not known. */
    static double minorPerMajor(String code) {
        return MINOR_PER_MAJOR.getOrDefault(code, 100.0);
    }

    private static Map<String, Double> minorPerMajor() {
        Map<String, Double> table = new HashMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            int digits = Math.max(0, currency.getDefaultFractionDigits());
            table.put(currency.getCurrencyCode(), StrictMath.pow(10, digits));
        }
        return Map.copyOf(table);
    }
}
