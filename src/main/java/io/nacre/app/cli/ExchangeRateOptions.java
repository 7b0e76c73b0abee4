package io.nacre.app.cli;

import io.nacre.payment.ExchangeRates;
import io.nacre.training.tune.ReportingCurrencyConverter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options for the reporting currency and its exchange rates. */
public final class ExchangeRateOptions {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "Currency of amounts, losses and costs. Default: EUR for a job, the currency of the first"
                    + " transaction for other commands.")
    private @Nullable String currency;

    @Option(
            names = "--rate",
            paramLabel = "CODE=RATE",
            description =
                    "Exchange rate of another currency into --currency; repeatable. Default: approximate rates of a"
                            + " fixed day, which the command prints.")
    private Map<String, Double> rates = new LinkedHashMap<>();

    @Option(
            names = "--rates",
            paramLabel = "FILE",
            description = "File with exchange rates, one per line, such as USD = 0.85. --rate takes precedence.")
    private @Nullable Path file;

    public boolean isCurrencyGiven() {
        return currency != null;
    }

    public boolean areRatesGiven() {
        return file != null || !rates.isEmpty();
    }

    /** The reporting currency for history, which may have one currency only. */
    public ReportingCurrencyConverter ofHistory() {
        try {
            return new ReportingCurrencyConverter(currency, given());
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    /** The exchange rates for a job; severities depend on amounts in euro. */
    public ExchangeRates ofJob() {
        try {
            String reportingCurrency = currency == null ? ExchangeRates.EUROS.currency() : currency;
            if (currency == null && areRatesGiven()) {
                throw new IllegalArgumentException(
                        "exchange rates are set without a reporting currency: set --currency, such as EUR");
            }
            ExchangeRates exchangeRates = ExchangeRates.in(reportingCurrency, given());
            if (Double.isNaN(ExchangeRates.EUROS.convert(1, reportingCurrency))) {
                throw new IllegalArgumentException(
                        "no exchange rate from " + reportingCurrency + " to EUR is available,"
                                + " which incident severities need: set another --currency, such as EUR");
            }
            return exchangeRates;
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    private Map<String, Double> given() {
        Map<String, Double> given = new LinkedHashMap<>(file == null ? Map.of() : ExchangeRates.read(file));
        given.putAll(rates);
        return given;
    }

    private RuntimeException wrong(IllegalArgumentException e) {
        return spec == null ? e : new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
}
