package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes lie on a topic: a value or a dead letter, never an exception. What a value is written as reads as the
 * same value, so nothing is brought to its form twice.
 */
public class DecodeFuzzTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 3, 42, 1_800_000_000_000L);
    private static final List<Contract<?>> CONTRACTS = Contract.all();
    private static final Map<Contract<?>, ContractReader<?>> READERS = new HashMap<>();
    private static final Map<Contract<?>, ContractWriter<?>> WRITERS = new HashMap<>();

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(DecodeFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void reads(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /**
     * The fuzzer looks for this name.
     *
     * @param input the first byte says which contract, the others are a record's body
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Contract<?> contract = CONTRACTS.get((input[0] & 0xFF) % CONTRACTS.size());
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        read(contract, body);
        byte[] header = Framing.SINGLE_OBJECT.header(contract.schema(), "a-topic");
        byte[] record = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, record, header.length, body.length);
        read(contract, record);
    }

    @SuppressWarnings("unchecked") // Each contract has its own reader and writer.
    private static <T> void read(Contract<T> contract, byte[] record) {
        ContractReader<T> reader =
                (ContractReader<T>) READERS.computeIfAbsent(contract, each -> each.reader(Framing.SINGLE_OBJECT));
        DecodeResult<T> decodeResult = reader.read(ORIGIN, record);
        if (decodeResult instanceof DecodeResult.Value<T> value) {
            ContractWriter<T> writer = (ContractWriter<T>)
                    WRITERS.computeIfAbsent(contract, each -> each.writer(Framing.SINGLE_OBJECT, "a-topic"));
            byte[] written = writer.write(value.value());
            assertThat(reader.read(ORIGIN, written)).isEqualTo(value);
        }
    }
}
