package io.nacre.codec.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.BoundedDecoder;
import io.nacre.avro.binary.LazyTextField;
import io.nacre.codec.rejection.RecordRejectedException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecodedValueCacheTest {

    private final DecodedValueCache<String> currencies =
            new DecodedValueCache<>(4, text -> FieldValidator.currency(requireNonNull(text.text())));

    @Test
    void readsEachPartOnce() throws RecordRejectedException {
        String first = read(currencies, "eur");

        assertThat(first).isEqualTo("EUR");
        assertThat(read(currencies, "eur")).isSameAs(first);
    }

    @Test
    void refusesTheSamePartEveryTime() {
        assertThatThrownBy(() -> read(currencies, "EURO")).isInstanceOf(RecordRejectedException.class);
        assertThatThrownBy(() -> read(currencies, "EURO")).isInstanceOf(RecordRejectedException.class);
    }

    @Test
    void rememberedPartsAreNeverTakenForOneAnother() throws RecordRejectedException {
        DecodedValueCache<String> few = new DecodedValueCache<>(2, field -> {
            String text = requireNonNull(field.text());
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

    private static @Nullable String read(DecodedValueCache<String> decodedValueCache, String text)
            throws RecordRejectedException {
        AvroBodyEncoder avroBodyEncoder = new AvroBodyEncoder();
        avroBodyEncoder.start(new byte[] {7});
        avroBodyEncoder.writeEncoded(text.getBytes(UTF_8));
        BoundedDecoder in = new BoundedDecoder();
        in.start(avroBodyEncoder.record(), 1);
        LazyTextField field = new LazyTextField(in, "f");
        field.read();

        String value = decodedValueCache.read(field);

        assertThat(in.remaining()).isZero();
        return value;
    }
}
