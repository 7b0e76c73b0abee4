package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    private static final long T0 = Payments.START_MS;
    private static final long DISORDER_MS = 10 * Millis.MINUTE_MS;

    private final EventTime time = new EventTime();

    @Test
    void followsTheNewestPaymentByTenMinutes() {
        pay(T0, T0 + 5);
        pay(T0 - Millis.HOUR_MS, T0 + 6);

        assertThat(watermark()).isEqualTo(T0 - DISORDER_MS - 1);
    }

    @Test
    void followsHistoryThatIsSentYearsLater() {
        pay(T0, T0 + 900 * Millis.DAY_MS);

        assertThat(watermark()).isEqualTo(T0 - DISORDER_MS - 1);
    }

    @Test
    void doesNotFollowAPaymentFromTheFuture() {
        pay(T0, T0);
        pay(T0 + Millis.DAY_MS, T0 + 1);

        assertThat(watermark()).isEqualTo(T0 + 1 - DISORDER_MS - 1);
    }

    @Test
    void doesNotGoBackForAPaymentOfThePast() {
        pay(T0, T0);
        pay(631_152_000_000L, T0);

        assertThat(watermark()).isEqualTo(T0 - DISORDER_MS - 1);
    }

    @Test
    void updatesDoNotAdvanceEventTime() {
        pay(T0, T0);
        long farMs = T0 + 100 * Millis.DAY_MS;
        EnrichedEvent label = EnrichedEvent.of(new Label("t", "a", true, farMs, Label.Source.VERDICT), at(farMs));
        time.onEvent(label, farMs, new Noted());

        assertThat(watermark()).isEqualTo(T0 - DISORDER_MS - 1);
    }

    private void pay(long atMs, long brokerMs) {
        EnrichedEvent payment = EnrichedEvent.of(Payments.payment("t", "a", atMs), Facts.UNKNOWN, at(brokerMs));
        time.onEvent(payment, atMs, new Noted());
    }

    private static RecordOrigin at(long brokerMs) {
        return new RecordOrigin("payments", 0, 1, brokerMs);
    }

    private long watermark() {
        Noted noted = new Noted();
        time.onPeriodicEmit(noted);
        return noted.watermarks.get(0).getTimestamp();
    }

    private static final class Noted implements WatermarkOutput {

        private final List<Watermark> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark);
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }
}
