package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 3, 42, 1_800_000_000_000L);

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void readsBackWhatItWrote(Contract<T> contract) {
        ContractWriter<T> writer = contract.writer(Framing.SINGLE_OBJECT, "a-topic");
        ContractReader<T> reader = contract.reader(Framing.SINGLE_OBJECT);

        for (int seed = 0; seed < 200; seed++) {
            T value = sample(contract, seed);
            assertThat(reader.read(ORIGIN, writer.write(value)))
                    .as("seed %d", seed)
                    .isEqualTo(new DecodeResult.Value<>(value));
        }
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void refusesARecordCutAtAnyByte(Contract<T> contract) {
        byte[] whole = contract.writer(Framing.SINGLE_OBJECT, "a-topic").write(sample(contract, 7));
        ContractReader<T> reader = contract.reader(Framing.SINGLE_OBJECT);

        for (int length = 0; length < whole.length; length++) {
            DecodeResult<T> decodeResult = reader.read(ORIGIN, Arrays.copyOf(whole, length));
            assertThat(decodeResult).as("cut at %d", length).isInstanceOf(DecodeResult.Rejected.class);
        }
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void neverThrowsForCorruptedBytes(Contract<T> contract) {
        Random random = new Random(11);
        ContractWriter<T> writer = contract.writer(Framing.SINGLE_OBJECT, "a-topic");
        ContractReader<T> reader = contract.reader(Framing.SINGLE_OBJECT);
        List<byte[]> messages = IntStream.range(0, 50)
                .mapToObj(seed -> writer.write(sample(contract, seed)))
                .toList();
        int rejected = 0;

        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = messages.get(i % messages.size()).clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            rejected += reader.read(ORIGIN, bytes) instanceof DecodeResult.Rejected ? 1 : 0;
        }

        assertThat(rejected).isBetween(1_000, 20_000);
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    void staysTheSameContractInAnotherJvm(Contract<?> contract) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(contract);
        }

        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(copy).isSameAs(contract);
    }

    @Test
    void refusesARecordWithoutValue() {
        assertThat(codeOf(null)).isEqualTo(RejectionCode.EMPTY);
        assertThat(codeOf(new byte[0])).isEqualTo(RejectionCode.EMPTY);
    }

    @Test
    void refusesARecordThatIsTooLarge() {
        assertThat(codeOf(new byte[64 * 1024 + 1])).isEqualTo(RejectionCode.RECORD_TOO_LARGE);
    }

    @Test
    void refusesBytesLeftOver() {
        byte[] whole = transaction();

        assertThat(codeOf(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void refusesWhatHasNoFraming() {
        assertThat(codeOf("{\"id\": \"json\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void refusesAFingerprintThatIsNotOurs() {
        byte[] bytes = transaction();
        bytes[5]++;

        assertThat(codeOf(bytes)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
    }

    @Test
    void doesNotBelieveALengthBeyondTheRecord() {
        byte[] header = Arrays.copyOf(transaction(), Framing.SINGLE_OBJECT_BYTES + 5);
        // 2^31 - 1 as the length of the first text.
        byte[] length = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        System.arraycopy(length, 0, header, Framing.SINGLE_OBJECT_BYTES, length.length);

        assertThat(codeOf(header)).isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void cutsTheBytesOfALongDeadLetterAndKeepsTheirHash() {
        DeadLetter letter =
                new DeadLetter(ORIGIN, new byte[1_000_000], RejectionCode.RECORD_TOO_LARGE, null, "is too large");

        byte[] record =
                Contract.DEAD_LETTER.writer(Framing.SINGLE_OBJECT, "a-topic").write(letter);

        assertThat(record).hasSizeBetween(DeadLetter.MAX_VALUE_BYTES, DeadLetter.MAX_VALUE_BYTES + 1_000);
        assertThat(new String(record, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025");
    }

    private static byte[] transaction() {
        return Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "a-topic").write(new Samples(1).transaction());
    }

    private static RejectionCode codeOf(byte @org.jspecify.annotations.Nullable [] bytes) {
        DecodeResult<?> decodeResult =
                Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT).read(ORIGIN, bytes);
        return ((DecodeResult.Rejected<?>) decodeResult).letter().code();
    }

    @SuppressWarnings("unchecked") // Samples are of their contract's type.
    private static <T> T sample(Contract<T> contract, long seed) {
        return (T) new Samples(seed).any(contract);
    }
}
