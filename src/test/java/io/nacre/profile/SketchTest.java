package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SketchTest {

    private static final long REMEMBER_MS = 100;

    @Test
    void neverDeniesWhatWasMetWithinTheTime() throws IOException {
        Sketch sketch = new Sketch();
        for (int i = 0; i < 1_000; i++) {
            sketch.meet("tx-" + i, i, REMEMBER_MS);
            sketch = throughBytes(sketch);
            for (int met = Math.max(0, i - (int) REMEMBER_MS); met <= i; met++) {
                assertThat(sketch.mayHave("tx-" + met)).isTrue();
            }
        }
    }

    @Test
    void deniesNearlyAllThatWasNotMet() {
        Sketch sketch = new Sketch();
        for (int i = 0; i < 40; i++) {
            sketch.meet("tx-" + i, i, REMEMBER_MS);
        }

        int mistaken = 0;
        for (int i = 1_000; i < 11_000; i++) {
            mistaken += sketch.mayHave("tx-" + i) ? 1 : 0;
        }

        assertThat(mistaken).isBetween(20, 200);
    }

    @Test
    void forgetsInTheEnd() {
        Sketch sketch = new Sketch();
        sketch.meet("tx", 0, REMEMBER_MS);
        sketch.meet("later", REMEMBER_MS, REMEMBER_MS);
        sketch.meet("much later", 2 * REMEMBER_MS, REMEMBER_MS);

        assertThat(sketch.mayHave("tx")).isFalse();
        assertThat(sketch.mayHave("later")).isTrue();
    }

    private static Sketch throughBytes(Sketch sketch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sketch.write(new DataOutputStream(bytes));
        return Sketch.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
