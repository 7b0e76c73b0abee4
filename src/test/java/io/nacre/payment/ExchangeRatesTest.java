package io.nacre.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRatesTest {

    /** In minor units, of every number of digits after the point; pegs are exact, others approximate. */
    @ParameterizedTest
    @CsvSource({
        "1999,     EUR, 19.99,  0",
        "1172,     USD, 10,     0",
        "11975,    JPY, 70.8,   7",
        "1000000,  KWD, 2793,   280",
        "10000,    CLF, 36,     4",
        "65595700, XOF, 100000, 0.001",
        "195583,   BAM, 1000,   0.001"
    })
    void convertsAmountsByTheTable(long minor, String currency, double euros, double off) {
        assertThat(ExchangeRates.EUROS.convert(new Money(minor, currency))).isCloseTo(euros, within(off + 1e-9));
    }

    @Test
    void eachLineOfTheTableIsACurrencyWithARate() throws IOException {
        Properties table = new Properties();
        try (InputStream in = ExchangeRates.class.getResourceAsStream("euro-rates.properties")) {
            table.load(in);
        }
        LocalDate date = LocalDate.parse((String) table.remove("date"));

        assertThat(ExchangeRates.EUROS.source()).isEqualTo("the approximate rates of " + date);
        assertThat(table.stringPropertyNames()).hasSizeGreaterThan(140).allMatch(Currencies::isKnown);
        assertThat(table.stringPropertyNames())
                .allSatisfy(
                        code -> assertThat(ExchangeRates.EUROS.convert(1, code)).isBetween(1e-6, 100.0));
    }

    @Test
    void givenRatesGoBeforeTheTableAndCountInAnyCurrency() {
        ExchangeRates dollars = ExchangeRates.in("USD", Map.of("EUR", 1.25));

        assertThat(dollars.convert(new Money(100, "EUR"))).isEqualTo(1.25);
        assertThat(dollars.convert(new Money(100, "USD"))).isEqualTo(1);
        assertThat(dollars.convert(new Money(16_917, "JPY"))).isCloseTo(117.2, within(1e-9));
        assertThat(dollars.source()).startsWith("1 given rate, else the approximate rates of ");
    }

    @Test
    void whatHasNoRateIsNeverTakenOneToOne() {
        assertThat(ExchangeRates.EUROS.convert(new Money(100, "XAU"))).isNaN();
        assertThat(ExchangeRates.EUROS.convert(new Money(100, "IRR"))).isNaN();
        assertThatThrownBy(() -> ExchangeRates.EUROS.convertRequired(new Money(100, "IRR")))
                .hasMessageContaining("an amount is in IRR, which has no exchange rate")
                .hasMessageContaining("--rate IRR=");
        assertThat(ExchangeRates.in("EUR", Map.of("IRR", 1e-6)).convertRequired(new Money(100_000_000, "IRR")))
                .isCloseTo(1, within(1e-9));
        assertThat(ExchangeRates.in("IRR", Map.of()).convert(new Money(100, "IRR")))
                .isEqualTo(1);
        assertThat(ExchangeRates.in("IRR", Map.of()).convert(new Money(100, "EUR")))
                .isNaN();
    }

    @Test
    void refusesWhatIsNoCurrencyAndNoRate() {
        assertThatThrownBy(() -> ExchangeRates.in("euro", Map.of()))
                .hasMessageContaining("'euro' is not a currency code");
        assertThatThrownBy(() -> ExchangeRates.in("EUR", Map.of("US", 1.0)))
                .hasMessageContaining("'US' is not a currency code");
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ExchangeRates.in("EUR", Map.of("USD", rate)))
                    .hasMessageContaining("the rate of USD is " + rate)
                    .hasMessageContaining("above 0");
        }
        assertThatThrownBy(() -> ExchangeRates.in("EUR", Map.of("EUR", 2.0))).hasMessageContaining("remove this rate");
    }

    @Test
    void readsRatesFromAFileAndReportsFaults(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good"), "# mine\nUSD = 0.85\nJPY=0.006\n");
        Path bad = Files.writeString(folder.resolve("bad"), "USD = 0,85\n");

        assertThat(ExchangeRates.read(good)).isEqualTo(Map.of("USD", 0.85, "JPY", 0.006));
        assertThatThrownBy(() -> ExchangeRates.read(bad))
                .hasMessageContaining("the rate of USD is '0,85': use a number with a point");
        assertThatThrownBy(() -> ExchangeRates.read(folder.resolve("none")))
                .hasMessageContaining("give a text file with lines such as USD = 0.85");
    }
}
