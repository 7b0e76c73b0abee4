package io.nacre.profile;

import static io.nacre.payment.Millis.DAY_MS;
import static io.nacre.payment.Millis.HOUR_MS;
import static io.nacre.payment.Millis.MINUTE_MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowsTest {

    private static final long START = 1_700_000_123_456L;
    private static final long[] SPANS = {
        10 * MINUTE_MS, HOUR_MS, 12 * HOUR_MS, DAY_MS, 7 * DAY_MS, 12 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithBruteForceOverTheStatedWindow(long seed) {
        Random random = new Random(seed);
        List<long[]> events = new ArrayList<>();
        SlidingWindows slidingWindows = SlidingWindows.EMPTY;
        long at = START;

        for (int i = 0; i < 3_000; i++) {
            at += (long) (random.nextDouble() * (random.nextInt(20) == 0 ? 3 * DAY_MS : 2 * HOUR_MS));
            for (long span : SPANS) {
                assertThat(slidingWindows.count(at, span)).isEqualTo(bruteCount(events, at, span));
                assertThat(slidingWindows.sum(at, span)).isEqualTo(bruteSum(events, at, span));
            }
            long amount = random.nextInt(1_000);
            events.add(new long[] {at, amount});
            slidingWindows = slidingWindows.plus(at, amount);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithBruteForceForLateEventsAndAfterDecoding(long seed) throws IOException {
        Random random = new Random(seed);
        List<long[]> events = new ArrayList<>();
        SlidingWindows slidingWindows = SlidingWindows.EMPTY;
        long newest = START;

        for (int i = 0; i < 3_000; i++) {
            newest += (long) (random.nextDouble() * (random.nextInt(50) == 0 ? 20 * DAY_MS : HOUR_MS));
            long at = random.nextInt(4) == 0 ? newest - (long) (random.nextDouble() * 30 * DAY_MS) : newest;
            long cents = random.nextInt(100_000);
            events.add(new long[] {at, cents});
            slidingWindows = throughBytes(slidingWindows.plus(at, cents / 100.0));
            for (long span : SPANS) {
                assertThat(slidingWindows.count(newest, span)).isEqualTo(bruteCount(events, newest, span));
                assertThat(slidingWindows.sum(newest, span)).isEqualTo(bruteSum(events, newest, span) / 100);
            }
        }
    }

    @Test
    void expiresEarlierOnRequest() {
        SlidingWindows slidingWindows =
                SlidingWindows.EMPTY.plus(START, 1).plus(START + 5 * HOUR_MS, 2).plus(START + 6 * HOUR_MS, 4);

        SlidingWindows kept = slidingWindows.within(3 * HOUR_MS);

        assertThat(kept.size()).isEqualTo(2);
        assertThat(kept.count(START + 6 * HOUR_MS, 3 * HOUR_MS)).isEqualTo(2);
        assertThat(kept.sum(START + 6 * HOUR_MS, 90 * DAY_MS)).isEqualTo(6);
    }

    @Test
    void roundsTheTailOutwardByAtMostTheStatedWidth() {
        for (long span : SPANS) {
            long reach = START - SlidingWindows.cutoff(START, span);

            assertThat(reach).isBetween(span, span + SlidingWindows.width(span) - 1);
        }
        assertThat(SlidingWindows.width(12 * HOUR_MS)).isEqualTo(5 * MINUTE_MS);
        assertThat(SlidingWindows.width(12 * DAY_MS)).isEqualTo(HOUR_MS);
        assertThat(SlidingWindows.width(90 * DAY_MS)).isEqualTo(DAY_MS);
    }

    @Test
    void staysBoundedHoweverBusyTheKey() {
        SlidingWindows slidingWindows = SlidingWindows.EMPTY;

        for (long at = START; at < START + 200 * DAY_MS; at += 97_000) {
            slidingWindows = slidingWindows.plus(at, 1);
        }

        assertThat(slidingWindows.size()).isLessThan(560);
    }

    @Test
    void letsALateEventLandInItsOwnBucket() {
        SlidingWindows slidingWindows = SlidingWindows.EMPTY.plus(START, 1).plus(START + 3 * HOUR_MS, 1);

        SlidingWindows late = slidingWindows.plus(START + HOUR_MS, 5);

        assertThat(late.count(START + 3 * HOUR_MS, HOUR_MS)).isEqualTo(1);
        assertThat(late.sum(START + 3 * HOUR_MS, 150 * MINUTE_MS)).isEqualTo(6);
        assertThat(late.newestMs()).isEqualTo(START + 3 * HOUR_MS);
    }

    @Test
    void returnsTheOldestEventOfAWindow() {
        SlidingWindows slidingWindows =
                SlidingWindows.EMPTY.plus(START, 1).plus(START + 2 * DAY_MS, 1).plus(START + 4 * DAY_MS, 1);
        long now = START + 5 * DAY_MS;

        assertThat(slidingWindows.oldestMs(now, 4 * DAY_MS))
                .isBetween(START + 2 * DAY_MS - HOUR_MS, START + 2 * DAY_MS);
        assertThat(slidingWindows.oldestMs(now, DAY_MS)).isBetween(START + 4 * DAY_MS - HOUR_MS, START + 4 * DAY_MS);
        assertThat(slidingWindows.oldestMs(now, 10 * HOUR_MS)).isEqualTo(-1);
    }

    @Test
    void expiresEventsOlderThanTheHorizon() {
        SlidingWindows slidingWindows =
                SlidingWindows.EMPTY.plus(START, 1).plus(START + SlidingWindows.HORIZON_MS + 2 * DAY_MS, 1);

        assertThat(slidingWindows.size()).isEqualTo(1);
        assertThat(slidingWindows.plus(START, 9).size()).isEqualTo(1);
    }

    /** As if each event had had its later amount from the start. */
    @Test
    void correctsTheAmountOfAnEventOfAnyAge() throws IOException {
        Random random = new Random(11);
        SlidingWindows corrected = SlidingWindows.EMPTY;
        SlidingWindows expected = SlidingWindows.EMPTY;
        long newest = START;
        Map<Long, Double> amounts = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) {
            newest += (long) Math.exp(random.nextInt(19));
            amounts.put(newest, random.nextInt(100_000) / 100.0);
        }
        for (Map.Entry<Long, Double> each : amounts.entrySet()) {
            corrected = corrected.plus(each.getKey(), each.getValue());
            expected = expected.plus(each.getKey(), each.getValue() / 2);
        }
        for (Map.Entry<Long, Double> each : amounts.entrySet()) {
            corrected = throughBytes(corrected.correct(each.getKey(), each.getValue(), each.getValue() / 2));
        }

        for (long span : SPANS) {
            assertThat(corrected.sum(newest, span)).isEqualTo(expected.sum(newest, span));
            assertThat(corrected.count(newest, span)).isEqualTo(expected.count(newest, span));
        }
    }

    @Test
    void correctsNothingWhereTheEventHasExpiredOrWasNeverAdded() {
        SlidingWindows slidingWindows = SlidingWindows.EMPTY.plus(START, 7);

        assertThat(slidingWindows.correct(START - HOUR_MS, 7, 0).sum(START, DAY_MS))
                .isEqualTo(7);
        assertThat(slidingWindows.correct(START + HOUR_MS, 7, 0).sum(START + HOUR_MS, DAY_MS))
                .isEqualTo(7);
        assertThat(SlidingWindows.EMPTY.correct(START, 7, 0)).isSameAs(SlidingWindows.EMPTY);
    }

    @Test
    void countsLabelsFromTheNextFullHour() {
        long known = START + 7 * DAY_MS;
        long nextHour = (known / HOUR_MS + 1) * HOUR_MS;

        SlidingWindows slidingWindows = SlidingWindows.EMPTY.plus(START, 1).expecting(known, 0);

        assertThat(slidingWindows.count(nextHour - 1, HOUR_MS)).isZero();
        assertThat(slidingWindows.count(nextHour, HOUR_MS)).isEqualTo(1);
        assertThat(slidingWindows.newestMs()).isEqualTo(START);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void updatesCountTheSameInAnyOrderOfArrival(long seed) {
        Random random = new Random(seed);
        long at = START;
        SlidingWindows early = SlidingWindows.EMPTY;
        SlidingWindows punctual = SlidingWindows.EMPTY;
        List<Long> news = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            news.add(START + (long) (random.nextDouble() * 100 * DAY_MS));
        }
        for (long known : news) {
            early = early.expecting(known, 0);
        }

        for (int i = 0; i < 2_000; i++) {
            long before = at;
            at += (long) (random.nextDouble() * 2 * HOUR_MS);
            for (long known : news) {
                if (known > before && known <= at) {
                    punctual = punctual.expecting(known, 0);
                }
            }
            for (long span : SPANS) {
                assertThat(early.count(at, span)).isEqualTo(punctual.count(at, span));
            }
            early = early.at(at);
            punctual = punctual.at(at);
        }
    }

    private static SlidingWindows throughBytes(SlidingWindows slidingWindows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        slidingWindows.write(new DataOutputStream(bytes));
        return SlidingWindows.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static int bruteCount(List<long[]> events, long at, long span) {
        long cutoff = SlidingWindows.cutoff(at, span);
        return (int) events.stream().filter(e -> e[0] >= cutoff && e[0] <= at).count();
    }

    private static double bruteSum(List<long[]> events, long at, long span) {
        long cutoff = SlidingWindows.cutoff(at, span);
        return events.stream()
                .filter(e -> e[0] >= cutoff && e[0] <= at)
                .mapToLong(e -> e[1])
                .sum();
    }
}
