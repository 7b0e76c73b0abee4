package io.nacre.stream.metrics;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Logs rejected records. It writes at most one line per second and rejection code, so that a flood of invalid records
 * cannot fill the disk. A line names the position and the code, never the contents of the record. Not thread-safe.
 */
public final class RejectionLogger {

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier clockNs;
    private final Consumer<String> log;
    private final Map<RejectionCode, Silence> silences = new EnumMap<>(RejectionCode.class);

    /** The pause of one rejection code: when it began, and how many records it left out of the log. */
    private static final class Silence {
        private final long sinceNs;
        private long letters;

        private Silence(long sinceNs) {
            this.sinceNs = sinceNs;
        }
    }

    /** @param clockNs such as {@link System#nanoTime} */
    public RejectionLogger(LongSupplier clockNs, Consumer<String> log) {
        this.clockNs = clockNs;
        this.log = log;
    }

    public void note(DeadLetter letter) {
        long nowNs = clockNs.getAsLong();
        Silence silence = silences.get(letter.code());
        if (silence != null && nowNs - silence.sinceNs < PAUSE_NS) {
            silence.letters++;
            return;
        }
        long others = silence == null ? 0 : silence.letters;
        silences.put(letter.code(), new Silence(nowNs));
        log.accept("%s at %s:%d:%d%s became a dead letter%s"
                .formatted(
                        letter.code(),
                        letter.origin().topic(),
                        letter.origin().partition(),
                        letter.origin().offset(),
                        letter.field() == null ? "" : ", field " + letter.field(),
                        others == 0 ? "" : ", and " + others + " more of this reason since the last line"));
    }
}
