package io.nacre.payment;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * The currencies of ISO 4217, as the Java platform lists them and beyond, and how many minor units make a major one.
 */
public final class Currencies {

    private static final int LETTERS = 26;

    /** Codes of ISO 4217 that Java 17 does not list, with their digits after the point. */
    private static final Map<String, Integer> NOT_IN_JAVA = Map.of("UYW", 4, "XAD", 2);

    private static final Map<String, Double> MINOR_PER_MAJOR = minorPerMajor();

    /** The same for every code of three capitals, since a payment asks ten times; 0 for one that is not known. */
    private static final double[] BY_LETTERS = byLetters();

    private Currencies() {}

    public static boolean isKnown(String code) {
        return MINOR_PER_MAJOR.containsKey(code);
    }

    /** 100 for EUR, 1 for JPY, 1 000 for KWD; 100 for a code that is not known. */
    static double minorPerMajor(String code) {
        int place = place(code);
        double known = place < 0 ? 0 : BY_LETTERS[place];
        return known == 0 ? 100 : known;
    }

    /** How many digits of an amount stand after the point: 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF. */
    public static int minorDigits(String code) {
        return (int) Math.round(Math.log10(minorPerMajor(code)));
    }

    /** Where a code of three capitals stands in the table; -1 for any other text. */
    private static int place(String code) {
        if (code.length() != 3) {
            return -1;
        }
        int place = 0;
        for (int i = 0; i < 3; i++) {
            int letter = code.charAt(i) - 'A';
            if (letter < 0 || letter >= LETTERS) {
                return -1;
            }
            place = LETTERS * place + letter;
        }
        return place;
    }

    private static double[] byLetters() {
        double[] table = new double[LETTERS * LETTERS * LETTERS];
        MINOR_PER_MAJOR.forEach((code, minor) -> table[place(code)] = minor);
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
