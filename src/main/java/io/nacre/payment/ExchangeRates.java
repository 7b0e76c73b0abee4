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
 * What amounts are worth in one reporting currency, so that those of several can be compared and added up: by rates
 * that were given, else by a table of approximate ones. A currency that has neither has no worth: it is never taken
 * 1:1.
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public final class ExchangeRates implements Serializable {

    private static final long serialVersionUID = 1;

    private static final String TABLE = "euro-rates.properties";
    private static final String EURO = "EUR";
    private static final String DATE = "date";

    /** What one euro is worth in each currency. */
    private static final Map<String, Double> PER_EURO = new HashMap<>(Map.of(EURO, 1.0));

    private static final LocalDate TABLE_DATE = readTable();

    /** In euro, by the table alone. */
    public static final ExchangeRates EUROS = in(EURO, Map.of());

    private final String currency;
    private final int given;

    /** What one major unit of each currency is worth. */
    private final Map<String, Double> worth;

    private ExchangeRates(String currency, int given, Map<String, Double> worth) {
        this.currency = currency;
        this.given = given;
        this.worth = Map.copyOf(worth);
    }

    /**
     * Rates for one reporting currency.
     *
     * @param given what one major unit of another currency is worth in it; goes before the table
     * @throws IllegalArgumentException for a code that is none, and a rate that is not above 0
     */
    public static ExchangeRates in(String currency, Map<String, Double> given) {
        requireKnown(currency);
        Map<String, Double> worth = new HashMap<>();
        Double perEuro = PER_EURO.get(currency);
        if (perEuro != null) {
            PER_EURO.forEach((code, units) -> worth.put(code, perEuro / units));
        }
        given.forEach((code, rate) -> {
            requireKnown(code);
            if (!(rate > 0 && Double.isFinite(rate))) {
                throw new IllegalArgumentException("the rate of " + code + " is " + rate + ": give what one " + code
                        + " is worth in " + currency + ", above 0");
            }
            worth.put(code, rate);
        });
        if (worth.getOrDefault(currency, 1.0) != 1) {
            throw new IllegalArgumentException(
                    "the rate of " + currency + " is given, which all is counted in: leave it out");
        }
        worth.put(currency, 1.0);
        return new ExchangeRates(currency, given.size(), worth);
    }

    /**
     * The rates that a file gives, one a line, such as {@code USD = 0.85}.
     *
     * @throws IllegalArgumentException for a file that cannot be read, and a line that is none; names it and the remedy
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

    /** What all is counted in, ISO 4217. */
    public String currency() {
        return currency;
    }

    /** What the amount is worth in major units of the reporting currency; NaN where its currency has no rate. */
    public double convert(Money amount) {
        return convert(amount.major(), amount.currency());
    }

    /** The same of so many major units. */
    public double convert(double major, String code) {
        return major * worth.getOrDefault(code, Double.NaN);
    }

    /**
     * The same, where nothing may be left out.
     *
     * @throws IllegalArgumentException where the currency has no rate
     */
    public double known(Money amount) {
        double known = convert(amount);
        if (Double.isNaN(known)) {
            throw new IllegalArgumentException("an amount is in " + amount.currency()
                    + ", for which there is no rate: say"
                    + " what one " + amount.currency() + " is worth in " + currency + ", such as --currency " + currency
                    + " --rate " + amount.currency() + "=1.5");
        }
        return known;
    }

    /** By what amounts are converted. */
    public String source() {
        String table = "the approximate rates of " + TABLE_DATE;
        return given == 0 ? table : given + (given == 1 ? " given rate" : " given rates") + ", else " + table;
    }

    private static void requireKnown(String code) {
        if (!Currencies.isKnown(code)) {
            throw new IllegalArgumentException(
                    "'" + code + "' is no currency: give a code of ISO 4217 in capitals, such as EUR");
        }
    }

    private static LocalDate readTable() {
        Properties lines = new Properties();
        try (InputStream table = requireNonNull(ExchangeRates.class.getResourceAsStream(TABLE), TABLE)) {
            lines.load(table);
        } catch (IOException e) {
            throw new UncheckedIOException("the program is damaged: it does not hold its table of rates", e);
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
                    where + ": the rate of " + code + " is '" + text + "'; give a number with a point, such as 0.85",
                    e);
        }
    }
}
