package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Converts amounts to one reporting currency, by given rates or else by a table of approximate rates. An amount in a
 * currency without a rate is never converted 1:1; it has no value.
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public final class ExchangeRates implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String TABLE = "euro-rates.properties";
    private static final String EURO = "EUR";
    private static final String DATE = "date";

    /** Euros per major unit of each currency. */
    private static final Map<String, Double> PER_EURO = new HashMap<>(Map.of(EURO, 1.0));

    private static final LocalDate TABLE_DATE = readTable();

    /** Rates for euros, from the table alone. */
    public static final ExchangeRates EUROS = in(EURO, Map.of());

    private final String currency;
    private final int given;

    /** The value of one major unit of each currency. */
    private final Map<String, Double> rates;

    private ExchangeRates(String currency, int given, Map<String, Double> rates) {
        this.currency = currency;
        this.given = given;
        this.rates = Map.copyOf(rates);
    }

    /**
     * Creates rates for one reporting currency.
     *
     * @param given the value of one major unit of other currencies; overrides the table
     * @throws IllegalArgumentException for an invalid code, or a rate that is not above 0
     */
    public static ExchangeRates in(String currency, Map<String, Double> given) {
        requireKnown(currency);
        Map<String, Double> rates = new HashMap<>();
        Double perEuro = PER_EURO.get(currency);
        if (perEuro != null) {
            PER_EURO.forEach((code, units) -> rates.put(code, perEuro / units));
        }
        given.forEach((code, rate) -> {
            requireKnown(code);
            if (!(rate > 0 && Double.isFinite(rate))) {
                throw new IllegalArgumentException("the rate of " + code + " is " + rate + ": set the value of one "
                        + code + " in " + currency + ", above 0");
            }
            rates.put(code, rate);
        });
        if (rates.getOrDefault(currency, 1.0) != 1) {
            throw new IllegalArgumentException("the rate of " + currency + " is set, but " + currency
                    + " is the reporting currency: remove this rate");
        }
        rates.put(currency, 1.0);
        return new ExchangeRates(currency, given.size(), rates);
    }

    /**
     * Reads rates from a file with one rate per line, such as {@code USD = 0.85}.
     *
     * @throws IllegalArgumentException if the file cannot be read or has an invalid line; with the file and the remedy
     */
    public static Map<String, Double> read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot read the rates in " + file + ": give a text file with lines such as USD = 0.85", e);
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String code : lines.stringPropertyNames()) {
            rates.put(code, rate(code, lines.getProperty(code), file.toString()));
        }
        return rates;
    }

    /** The reporting currency, ISO 4217. */
    public String currency() {
        return currency;
    }

    /** The value of the amount in major units of the reporting currency; NaN if its currency has no rate. */
    public double convert(Money amount) {
        return convert(amount.major(), amount.currency());
    }

    /** The value of so many major units. */
    public double convert(double major, String code) {
        return major * rates.getOrDefault(code, Double.NaN);
    }

    /**
     * Converts an amount that must have a rate.
     *
     * @throws IllegalArgumentException if the currency has no rate
     */
    public double convertRequired(Money amount) {
        double converted = convert(amount);
        if (Double.isNaN(converted)) {
            throw new IllegalArgumentException("an amount is in " + amount.currency()
                    + ", which has no exchange rate: set"
                    + " the value of one " + amount.currency() + " in " + currency + ", such as --currency " + currency
                    + " --rate " + amount.currency() + "=1.5");
        }
        return converted;
    }

    /** The source of the rates, for reports. */
    public String source() {
        String table = "the approximate rates of " + TABLE_DATE;
        return given == 0 ? table : given + (given == 1 ? " given rate" : " given rates") + ", else " + table;
    }

    private static void requireKnown(String code) {
        if (!Currencies.isKnown(code)) {
            throw new IllegalArgumentException(
                    "'" + code + "' is not a currency code: use ISO 4217 in capitals, such as EUR");
        }
    }

    private static LocalDate readTable() {
        Properties lines = new Properties();
        try (InputStream table = requireNonNull(ExchangeRates.class.getResourceAsStream(TABLE), TABLE)) {
            lines.load(table);
        } catch (IOException e) {
            throw new UncheckedIOException("the table of exchange rates is missing from the program: reinstall it", e);
        }
        LocalDate date = LocalDate.parse((String) lines.remove(DATE));
        for (String code : lines.stringPropertyNames()) {
            PER_EURO.put(code, rate(code, lines.getProperty(code), TABLE));
        }
        return date;
    }

    private static double rate(String code, String text, String where) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    where + ": the rate of " + code + " is '" + text + "': use a number with a point, such as 0.85", e);
        }
    }
}
