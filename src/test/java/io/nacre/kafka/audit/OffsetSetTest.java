package io.nacre.kafka.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffsetSetTest {

    @Test
    void equalsASetOfNumbers() {
        SplittableRandom dice = new SplittableRandom(1);
        OffsetSet offsets = new OffsetSet();
        Set<Long> same = new HashSet<>();

        for (int i = 0; i < 20_000; i++) {
            long offset = dice.nextInt(3) == 0 ? dice.nextLong(1L << 60) : dice.nextLong(200_000);
            assertThat(offsets.add(offset)).isEqualTo(same.add(offset));
        }

        assertThat(offsets.size()).isEqualTo(same.size());
        assertThat(same).allMatch(offsets::has);
        assertThat(offsets.has((1L << 61) + 1)).isFalse();
    }

    @Test
    void remembersTheFirstTextOfEach() {
        FingerprintMap map = new FingerprintMap();

        for (int i = 0; i < 100_000; i++) {
            assertThat(map.putIfAbsent(FingerprintMap.of("tx-" + i), i)).isEqualTo(i);
        }

        for (Map.Entry<String, Long> entry :
                Map.of("tx-0", 0L, "tx-77", 77L, "tx-99999", 99_999L).entrySet()) {
            assertThat(map.putIfAbsent(FingerprintMap.of(entry.getKey()), -1)).isEqualTo(entry.getValue());
        }
    }
}
