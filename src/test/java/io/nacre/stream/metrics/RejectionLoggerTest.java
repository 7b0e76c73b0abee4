package io.nacre.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RejectionLoggerTest {

    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<String> lines = new ArrayList<>();
    private long nowNs = Long.MAX_VALUE - 300 * MS;
    private final RejectionLogger log = new RejectionLogger(() -> nowNs, lines::add);

    @Test
    void aFloodLogsOneLineASecondForEachReason() {
        for (int i = 0; i < 10_000; i++) {
            log.note(letter(RejectionCode.UNREADABLE, i));
            log.note(letter(RejectionCode.EMPTY, i));
            nowNs += MS;
        }

        assertThat(lines)
                .hasSize(2 * 10)
                .filteredOn(line -> line.startsWith("EMPTY"))
                .hasSize(10);
    }

    @Test
    void nothingOfTheFloodIsLeftUncounted() {
        log.note(letter(RejectionCode.UNREADABLE, 0));
        for (int i = 1; i <= 700; i++) {
            log.note(letter(RejectionCode.UNREADABLE, i));
        }
        nowNs += 1_000 * MS;
        log.note(letter(RejectionCode.UNREADABLE, 701));

        assertThat(lines)
                .containsExactly(
                        "UNREADABLE at t:3:0, field f became a dead letter",
                        "UNREADABLE at t:3:701, field f became a dead letter, and 700 more of this reason since the"
                                + " last line");
    }

    @Test
    void logsARareReasonImmediately() {
        log.note(letter(RejectionCode.UNREADABLE, 0));
        nowNs += MS;
        log.note(letter(RejectionCode.EMPTY, 1));

        assertThat(lines).hasSize(2);
    }

    private static DeadLetter letter(RejectionCode code, long offset) {
        return new DeadLetter(new RecordOrigin("t", 3, offset, 0), null, code, "f", "detail");
    }
}
