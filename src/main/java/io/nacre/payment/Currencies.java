package io.nacre.payment;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/** The currencies of ISO 4217 with their minor units, including those that Java does not list. */
public final class Currencies {

    private static final int LETTERS = 26;

    /** Codes of ISO 4217 that Java 17 does not list, with their number of decimals. */
    private static final Map<String, Integer> NOT_IN_JAVA = Map.of("UYW", 4, "XAD", 2);

    private static final Map<String, Double> MINOR_PER_MAJOR = minorPerMajor();

    /** Minor units per major unit for every code of three capitals, for fast access; 0 for an unknown code. */
    private static final double[] BY_LETTERS = byLetters();

    private Currencies() {}

    public static boolean isKnown(String code) {
        return MINOR_PER_MAJOR.containsKey(code);
    }

    /** 100 for EUR, 1 for JPY, 1 000 for KWD; 100 for an unknown code. */
    static double minorPerMajor(String code) {
        int index = index(code);
        double minorUnits = index < 0 ? 0 : BY_LETTERS[index];
        return minorUnits == 0 ? 100 : minorUnits;
    }

    /** The number of decimals of an amount: 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF. */
    public static int minorDigits(String code) {
        return (int) Math.round(Math.log10(minorPerMajor(code)));
    }

    /** The index of a code of three capitals; -1 for any other text. */
    private static int index(String code) {
        if (code.length() != 3) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < 3; i++) {
            int letter = code.charAt(i) - 'A';
            if (letter < 0 || letter >= LETTERS) {
                return -1;
            }
            index = LETTERS * index + letter;
        }
        return index;
    }

    private static double[] byLetters() {
        double[] table = new double[LETTERS * LETTERS * LETTERS];
        MINOR_PER_MAJOR.forEach((code, minor) -> table[index(code)] = minor);
        return table;
    }

    private static Map<String, Double> minorPerMajor() {
        Map<String, Double> table = new HashMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            int digits = Math.max(0, currency.getDefaultFractionDigits());
            table.put(currency.getCurrencyCode(), StrictMath.pow(10, digits));
        }
        NOT_IN_JAVA.forEach((code, digits) -> table.put(code, StrictMath.pow(10, digits)));
        return Map.copyOf(table);
    }
}
