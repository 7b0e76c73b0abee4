package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.payment.Millis;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandbookWindowsTest {

    private record Payment(long atMs, double amount, boolean fraud) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 14, 30, 37})
    void countsExactlyTheEventsInTheWindow(int days) {
        SplittableRandom random = new SplittableRandom(days);
        long spanMs = days * Millis.DAY_MS;
        HandbookWindows windows = new HandbookWindows();
        List<Payment> all = new ArrayList<>();
        long atMs = 1_522_540_800_000L;
        int rounded = 0;
        for (int i = 0; i < 600; i++) {
            // Every so often exactly on the edge of a window.
            atMs += i % 7 == 0 ? Millis.DAY_MS : 1_000L * random.nextInt(20_000);
            Payment payment = new Payment(atMs, random.nextInt(10_000) / 100.0, random.nextInt(9) == 0);
            all.add(payment);
            windows.add(atMs, payment.amount(), payment.fraud());

            long at = atMs;
            List<Payment> inside = all.stream()
                    .filter(other -> other.atMs() > at - spanMs && other.atMs() <= at)
                    .toList();
            HandbookWindows.Sums sums = windows.exact(at, spanMs);
            assertThat(sums.count()).isEqualTo(inside.size());
            assertThat(sums.amount())
                    .isCloseTo(inside.stream().mapToDouble(Payment::amount).sum(), within(1e-6));
            assertThat(sums.frauds())
                    .isEqualTo(inside.stream().filter(Payment::fraud).count());
            rounded += windows.rounded(at, spanMs).count() == inside.size() ? 0 : 1;
        }
        assertThat(rounded).as("the tail of the memory alone is coarser").isPositive();
    }
}
