package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was refused, its dead letter can be written, holds no card number and is read as it was. */
public class DeadLetterFuzzTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 3, 42, 1_800_000_000_000L);
    private static final ContractWriter<DeadLetter> WRITER =
            Contract.DEAD_LETTER.writer(Framing.SINGLE_OBJECT, "dead-letters");
    private static final ContractReader<DeadLetter> READER = Contract.DEAD_LETTER.reader(Framing.SINGLE_OBJECT);

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(DeadLetterFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void wraps(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /** The fuzzer looks for this name. */
    public static void fuzzerTestOneInput(byte[] refused) {
        DeadLetter letter =
                new RecordRejectedException(RejectionCode.UNREADABLE, "for a trial").letter(ORIGIN, refused);

        byte[] kept = letter.value();
        assertThat(kept).hasSameSizeAs(refused);
        assertThat(CardNumberDetector.masked(kept)).isEqualTo(kept);
        DeadLetter cut = new DeadLetter(
                ORIGIN,
                Arrays.copyOf(kept, Math.min(kept.length, DeadLetter.MAX_VALUE_BYTES)),
                letter.code(),
                null,
                letter.detail());
        assertThat(READER.read(ORIGIN, WRITER.write(letter))).isEqualTo(new DecodeResult.Value<>(cut));
    }
}
