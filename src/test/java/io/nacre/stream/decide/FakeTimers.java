package io.nacre.stream.decide;

import java.util.TreeSet;
import org.apache.flink.streaming.api.TimerService;

/** The event-time timers of one key. */
final class FakeTimers implements TimerService {

    final TreeSet<Long> eventTimeMs = new TreeSet<>();

    @Override
    public long currentProcessingTime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long currentWatermark() {
        return Long.MIN_VALUE;
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void registerEventTimeTimer(long time) {
        eventTimeMs.add(time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        eventTimeMs.remove(time);
    }
}
