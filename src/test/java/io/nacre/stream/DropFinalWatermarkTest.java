package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DropFinalWatermarkTest {

    @Test
    void passesAllButTheEndOfTime() throws Exception {
        try (OneInputStreamOperatorTestHarness<String, String> harness =
                new OneInputStreamOperatorTestHarness<>(new DropFinalWatermark<>())) {
            harness.open();

            harness.processElement("a payment", 5);
            harness.processWatermark(4);
            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(harness.getOutput()).containsExactly(new StreamRecord<>("a payment", 5), new Watermark(4));
        }
    }
}
