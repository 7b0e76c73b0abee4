package io.nacre.training.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss, 2026-03-01 09:15:00, 2026-03-01T09:15:00Z",
        "yyyy-MM-dd hh:mm a, 2026-03-01 09:15 pm, 2026-03-01T21:15:00Z",
        "yyyy-MM-dd HH:mm:ssXXX, 2026-03-01 09:15:00+05:30, 2026-03-01T03:45:00Z",
        "yyyy-MM-dd HH:mm VV, 2026-07-01 09:15 America/New_York, 2026-07-01T13:15:00Z",
        "yyyy-MM-dd[ HH:mm][XXX], 2026-03-01, 2026-03-01T00:00:00Z",
        "yyyy-MM-ddXXX, 2026-03-01+02:00, 2026-02-28T22:00:00Z",
        "dd.MM.yy HH:mm, 01.03.26 09:15, 2026-03-01T09:15:00Z",
        "d MMM uuuu HH:mm, 1 mar 2026 09:15, 2026-03-01T09:15:00Z",
        "epoch-seconds, 1772355600.5, 2026-03-01T09:00:00.500Z",
        "epoch-millis, 1772355600000, 2026-03-01T09:00:00Z",
        "epoch-micros, 1772355600000999, 2026-03-01T09:00:00Z",
        "iso, 2026-03-01T09:15:00.25+01:00, 2026-03-01T08:15:00.250Z"
    })
    void readsAMomentAsItIsWritten(String format, String text, Instant moment) {
        assertThat(millis(format, null, text)).isEqualTo(moment.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss, 2026-02-30 11:00:00",
        "yyyy-MM-dd HH:mm:ss, 2026-03-01 24:00:00",
        "yyyy-MM-dd HH:mm:ss, 2026-03-01 09:15:60",
        "yyyy-MM-dd HH:mm:ss, 2026-03-01",
        "yyyy-MM-dd hh:mm a, 2026-03-01 13:15 PM",
        "yyyy-MM-dd HH:mm VV, 2026-03-08 02:30 America/New_York",
        "iso, 2026-02-30T11:00:00Z",
        "iso, 2026-03-01T11:00:00",
        "epoch-seconds, 1.7723556E9",
        "epoch-seconds, 1E+999999999",
        "epoch-seconds, 99999999999999999999",
        "epoch-millis, soon"
    })
    void refusesAMomentThatCannotBe(String format, String text) {
        assertThatThrownBy(() -> millis(format, null, text))
                .isInstanceOf(BadRowException.class)
                .hasMessageStartingWith("time: " + text + " is not a time in the format " + format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd hh:mm:ss", "yyyy-MM-dd h", "yyyy-MM-dd K:mm", "yyyy-MM-dd HH:ss"})
    void refusesAPatternThatLeavesTheHourOpen(String pattern) {
        assertThatThrownBy(() -> TimeFormat.of(pattern, null)).hasMessageContaining(pattern + " is ambiguous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "yyyy-mm-dd", "YYYY-MM-dd", "yyyy-MM", "MM-dd HH:mm"})
    void refusesAPatternThatNamesNoDay(String pattern) {
        assertThatThrownBy(() -> TimeFormat.of(pattern, null)).hasMessageContaining(pattern + " has no day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd HH:mm z", "EEE MMM dd HH:mm:ss zzz yyyy"})
    void refusesNamesOfZonesThatMeanSeveral(String pattern) {
        assertThatThrownBy(() -> TimeFormat.of(pattern, null)).hasMessageContaining("zone names");
        assertThat(TimeFormat.of("yyyy-MM-dd HH:mm 'z'", null)).isNotNull();
    }

    @Test
    void readsLocalTimesInTheStatedTimeZone() {
        assertThat(millis("yyyy-MM-dd HH:mm", BERLIN, "2026-07-01 09:15")).isEqualTo(ms("2026-07-01T07:15:00Z"));
        assertThat(millis("iso", BERLIN, "2026-01-01T09:15:00")).isEqualTo(ms("2026-01-01T08:15:00Z"));
        assertThat(millis("iso", BERLIN, "2026-01-01T09:15:00Z")).isEqualTo(ms("2026-01-01T09:15:00Z"));
        assertThat(millis("yyyy-MM-dd HH:mmXXX", BERLIN, "2026-07-01 09:15-03:00"))
                .isEqualTo(ms("2026-07-01T12:15:00Z"));
    }

    @Test
    void refusesAnHourThatTheClocksLeftOutAndTakesTheFirstOfTwo() {
        assertThatThrownBy(() -> millis("yyyy-MM-dd HH:mm", BERLIN, "2026-03-29 02:30"))
                .hasMessageEndingWith("a clock change in Europe/Berlin skips this time; correct it");
        assertThat(millis("yyyy-MM-dd HH:mm", BERLIN, "2026-10-25 02:30")).isEqualTo(ms("2026-10-25T00:30:00Z"));
    }

    @Test
    void namesTheUnitInWhichAMomentCanBe() {
        TimeFormat seconds = TimeFormat.of("epoch-seconds", null);
        long ms = seconds.millis("1772355600000", "time");

        assertThat(seconds.hint(ms, TimeFormatTest::isThisCentury))
                .isEqualTo(": in the format epoch-millis it would be 2026-03-01T09:00:00Z");
        assertThat(TimeFormat.of("epoch-millis", null).hint(1_772_355_600L, TimeFormatTest::isThisCentury))
                .isEqualTo(": in the format epoch-seconds it would be 2026-03-01T09:00:00Z");
        assertThat(TimeFormat.of("epoch-millis", null).hint(1_772_355_600_000_000L, TimeFormatTest::isThisCentury))
                .isEqualTo(": in the format epoch-micros it would be 2026-03-01T09:00:00Z");
        assertThat(TimeFormat.of("yyyy-MM-dd", null).hint(ms, TimeFormatTest::isThisCentury))
                .isEmpty();
    }

    private static boolean isThisCentury(long ms) {
        return ms > ms("2000-01-01T00:00:00Z") && ms < ms("2100-01-01T00:00:00Z");
    }

    private static long millis(String format, ZoneId zone, String text) {
        return TimeFormat.of(format, zone).millis(text, "time");
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
