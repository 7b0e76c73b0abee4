package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RotatingBloomFilterTest {

    private static final long REMEMBER_MS = 100;

    @Test
    void hasNoFalseNegativesWithinTheTime() throws IOException {
        RotatingBloomFilter rotatingBloomFilter = new RotatingBloomFilter();
        for (int i = 0; i < 1_000; i++) {
            rotatingBloomFilter.add("tx-" + i, i, REMEMBER_MS);
            rotatingBloomFilter = throughBytes(rotatingBloomFilter);
            for (int met = Math.max(0, i - (int) REMEMBER_MS); met <= i; met++) {
                assertThat(rotatingBloomFilter.mayHave("tx-" + met)).isTrue();
            }
        }
    }

    @Test
    void rejectsNearlyAllValuesThatWereNotAdded() {
        RotatingBloomFilter rotatingBloomFilter = new RotatingBloomFilter();
        for (int i = 0; i < 40; i++) {
            rotatingBloomFilter.add("tx-" + i, i, REMEMBER_MS);
        }

        int mistaken = 0;
        for (int i = 1_000; i < 11_000; i++) {
            mistaken += rotatingBloomFilter.mayHave("tx-" + i) ? 1 : 0;
        }

        assertThat(mistaken).isBetween(20, 200);
    }

    @Test
    void expiresValues() {
        RotatingBloomFilter rotatingBloomFilter = new RotatingBloomFilter();
        rotatingBloomFilter.add("tx", 0, REMEMBER_MS);
        rotatingBloomFilter.add("later", REMEMBER_MS, REMEMBER_MS);
        rotatingBloomFilter.add("much later", 2 * REMEMBER_MS, REMEMBER_MS);

        assertThat(rotatingBloomFilter.mayHave("tx")).isFalse();
        assertThat(rotatingBloomFilter.mayHave("later")).isTrue();
    }

    private static RotatingBloomFilter throughBytes(RotatingBloomFilter rotatingBloomFilter) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rotatingBloomFilter.write(new DataOutputStream(bytes));
        return RotatingBloomFilter.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
