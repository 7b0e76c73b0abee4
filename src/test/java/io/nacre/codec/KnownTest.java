package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownTest {

    private final Known<String> currencies = new Known<>(4, in -> Field.currency(in.readString()));

    @Test
    void readsEachPartOnce() throws Rejection {
        String first = read(currencies, "eur");

        assertThat(first).isEqualTo("EUR");
        assertThat(read(currencies, "eur")).isSameAs(first);
    }

    @Test
    void refusesTheSamePartEveryTime() {
        assertThatThrownBy(() -> read(currencies, "EURO")).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> read(currencies, "EURO")).isInstanceOf(Rejection.class);
    }

    @Test
    void rememberedPartsAreNeverTakenForOneAnother() throws Rejection {
        Known<String> few = new Known<>(2, in -> {
            String text = in.readString();
            return text.isEmpty() ? null : text;
        });
        Random random = new Random(3);

        for (int i = 0; i < 20_000; i++) {
            String text = "abcdefgh".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(600)) + random.nextInt(3);
            assertThat(read(few, text)).isEqualTo(text);
        }
        assertThat(read(few, "")).isNull();
        assertThat(read(few, "")).isNull();
    }

    private static @Nullable String read(Known<String> known, String text) throws Rejection {
        Body body = new Body();
        body.start(new byte[] {7});
        body.writeEncoded(text.getBytes(UTF_8));
        BoundedDecoder in = new BoundedDecoder();
        in.start(body.record(), 1);
        in.skipString();

        String value = known.read(in, 1);

        assertThat(in.remaining()).isZero();
        return value;
    }
}
