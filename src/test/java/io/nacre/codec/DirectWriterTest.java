package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Example;
import java.util.List;
import java.util.Random;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two ways to write a value, the same bytes: the direct way against the generated class. */
class DirectWriterTest {

    private static final Framing FRAMING = Framing.SINGLE_OBJECT;

    static List<Contract<?>> contracts() {
        return List.of(Contract.DECISION, Contract.EXAMPLE, Contract.ALERT);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    <T> void knowsThePresentSchema(Contract<T> contract) {
        assertThat(contract.mapping().directWriter())
                .as("the writer's constant; a changed schema needs the writer changed with it")
                .extracting(DirectWriter::fingerprint)
                .isEqualTo(SchemaNormalization.parsingFingerprint64(contract.schema()));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    <T> void writesTheBytesOfTheGeneratedClass(Contract<T> contract) {
        ContractWriter<T> direct = contract.writer(FRAMING, "a-topic");
        ContractWriter<T> generated = new ContractWriter<>(contract, FRAMING, "a-topic", null);

        for (int seed = 0; seed < 3_000; seed++) {
            T value = sample(contract, seed);

            assertThat(direct.write(value)).as("seed %d", seed).isEqualTo(generated.write(value));
        }
    }

    @Test
    void writesWideVectorsAndForeignTexts() {
        ContractWriter<Example> direct = Contract.EXAMPLE.writer(FRAMING, "a-topic");
        ContractWriter<Example> generated = new ContractWriter<>(Contract.EXAMPLE, FRAMING, "a-topic", null);
        Random random = new Random(9);

        for (int width : new int[] {0, 1, 250, 5_000}) {
            for (String text : List.of("", "t-1", "é", "日本".repeat(700), "\uD83D\uDE00", "x".repeat(9_000))) {
                Example example = new Example(text, "a" + text, -5, text, vector(width, random), Double.NaN, null);

                assertThat(direct.write(example)).isEqualTo(generated.write(example));
            }
        }
    }

    private static float[] vector(int width, Random random) {
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = Float.intBitsToFloat(random.nextInt());
        }
        return vector;
    }

    @SuppressWarnings("unchecked") // Samples are of their contract's type.
    private static <T> T sample(Contract<T> contract, long seed) {
        return (T) new Samples(seed).any(contract);
    }
}
