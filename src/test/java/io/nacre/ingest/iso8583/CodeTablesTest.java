package io.nacre.ingest.iso8583;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTablesTest {

    @Test
    void everyCountryHasOneNumber() {
        assertThat(NumericCountryCodes.codes().values())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Locale.getISOCountries()));
        assertThat(NumericCountryCodes.code("276")).isEqualTo("DE");
        assertThat(NumericCountryCodes.code("840")).isEqualTo("US");
        assertThat(NumericCountryCodes.code("999")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "978, EUR",
        "840, USD",
        "826, GBP",
        "392, JPY",
        "414, KWD",
        "756, CHF",
        "949, TRY",
        "643, RUB",
        "986, BRL",
        "933, BYN",
        "944, AZN",
        "941, RSD",
        "985, PLN",
        "156, CNY",
        "356, INR",
        "927, UYW",
        "990, CLF"
    })
    void currenciesHaveTheirNumbers(String number, String code) {
        assertThat(NumericCurrencyCodes.code(number)).isEqualTo(code);
    }

    @Test
    void numbersWithoutCurrencyHaveNone() {
        assertThat(NumericCurrencyCodes.code("000")).isNull();
        assertThat(NumericCurrencyCodes.code("111")).isNull();
    }

    /** The reference is 10 o'clock on 30 November 2026. */
    @ParameterizedTest
    @CsvSource({
        "1130093000, 2026-11-30T09:30:00Z",
        "1201100000, 2026-12-01T10:00:00Z",
        "1201100001, 2025-12-01T10:00:01Z",
        "0101000000, 2026-01-01T00:00:00Z",
        "0229120000, 2024-02-29T12:00:00Z"
    })
    void aTimeIsTheLatestThatIsAtMostADayAhead(String text, Instant expected) throws RecordRejectedException {
        Instant reference = Instant.parse("2026-11-30T10:00:00Z");

        assertThat(MessageTimes.resolve(text, ZoneOffset.UTC, reference, 7, "event_time"))
                .isEqualTo(expected.toEpochMilli());
    }

    @Test
    void aTimeOfDecemberThatArrivesInJanuaryIsOfTheOldYear() throws RecordRejectedException {
        Instant reference = Instant.parse("2027-01-01T00:00:05Z");

        assertThat(MessageTimes.resolve("1231235959", ZoneOffset.UTC, reference, 7, "event_time"))
                .isEqualTo(Instant.parse("2026-12-31T23:59:59Z").toEpochMilli());
        assertThat(MessageTimes.resolve("0101000000", ZoneId.of("Europe/Berlin"), reference, 12, "event_time"))
                .isEqualTo(Instant.parse("2026-12-31T23:00:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({"1301000000", "0230000000", "1130240000", "1130006000", "113009300", "11300930000", "11300930x0"})
    void whatIsNoTimeIsRejected(String text) {
        assertThatThrownBy(() -> MessageTimes.resolve(text, ZoneOffset.UTC, Instant.EPOCH, 7, "event_time"))
                .isInstanceOf(RecordRejectedException.class)
                .hasMessageContaining("MMDDhhmmss");
    }

    @Test
    void noResponseCodeHasTwoMeanings() {
        ResponseCodes codes = new ResponseCodes(Map.of());

        for (DeclineReason reason : DeclineReason.values()) {
            assertThat(ResponseCodes.codes(reason)).allSatisfy(code -> {
                assertThat(codes.reason(code)).isEqualTo(reason);
                assertThat(codes.isApproval(code)).isFalse();
            });
        }
        assertThat(ResponseCodes.approvals()).allMatch(codes::isApproval);
    }
}
