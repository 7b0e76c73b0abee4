package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.nacre.codec.BadRecords.Row;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the table of bad input, through the reader that the job uses, with a registry and without. */
class BadInputTest {

    private StubRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    static List<Row> rows() {
        return BadRecords.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isRejectedWithItsCode(Row row) {
        for (Framing framing : List.of(Framing.SINGLE_OBJECT, registry.framing())) {
            ContractReader<?> reader = row.contract().reader(framing);
            reader.read(BadRecords.origin(row, 0), row.bytes());
            long before = allocated();

            DecodeResult<?> decodeResult = reader.read(BadRecords.origin(row, 1), row.bytes());

            assertThat(allocated() - before)
                    .as("bytes allocated")
                    .isLessThan(1_000_000 + 3L * (row.bytes() == null ? 0 : row.bytes().length));
            assertThat(code(decodeResult)).isEqualTo(row.code());
            assertLetterIsWhole(decodeResult);
        }
    }

    /** Whatever was sent, its dead letter can be written and read, and holds no card number. */
    private static void assertLetterIsWhole(DecodeResult<?> decodeResult) {
        if (!(decodeResult instanceof DecodeResult.Rejected<?> rejected)) {
            return;
        }
        DeadLetter letter = rejected.letter();
        byte[] written = Contract.DEAD_LETTER
                .writer(Framing.SINGLE_OBJECT, "dead-letters")
                .write(letter);

        assertThat(letter.detail()).isNotBlank();
        assertThat(CardNumberDetector.masked(written)).isEqualTo(written);
        assertThat(Contract.DEAD_LETTER.reader(Framing.SINGLE_OBJECT).read(RecordOrigin.NONE, written))
                .isInstanceOfSatisfying(
                        DecodeResult.Value.class,
                        read -> assertThat(read.value())
                                .extracting("origin", "code", "field")
                                .containsExactly(letter.origin(), letter.code(), letter.field()));
    }

    @Test
    void theTableHasEveryCodeButThoseThatNeedARegistryAKeyAnOrderOrJson() {
        Set<RejectionCode> missing = EnumSet.allOf(RejectionCode.class);
        rows().forEach(row -> missing.remove(row.code()));

        assertThat(missing)
                .containsExactly(
                        RejectionCode.SCHEMA_INCOMPATIBLE,
                        RejectionCode.SIGNATURE_MISSING,
                        RejectionCode.SIGNATURE_WRONG,
                        RejectionCode.ERASURE_REFUSED,
                        RejectionCode.FIELD_UNKNOWN);
    }

    @Test
    void namesOnTheTableAreAllDifferent() {
        assertThat(rows()).extracting(Row::name).doesNotHaveDuplicates();
    }

    @Test
    void anIdThatTheRegistryDoesNotHaveIsUnknown() {
        assertThat(code(read(99))).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
    }

    @Test
    void anIdOfAnotherSchemaIsIncompatible() {
        int id = registry.add(SchemaBuilder.record("Transaction")
                .fields()
                .requiredInt("id")
                .endRecord()
                .toString());

        assertThat(code(read(id))).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @Test
    void anIdOfNoSchemaAtAllIsIncompatible() {
        assertThat(code(read(registry.add("{\"type\": \"record\", \"name\": "))))
                .isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503})
    void aRegistryThatIsDownIsNotTheRecordsFault(int status) {
        registry.failWith(status);

        assertThatThrownBy(() -> read(1)).isInstanceOf(RegistryUnavailableException.class);
    }

    private DecodeResult<Transaction> read(int id) {
        byte[] record = ByteBuffer.allocate(64).put((byte) 0).putInt(id).array();
        return Contract.TRANSACTION.reader(registry.framing()).read(RecordOrigin.NONE, record);
    }

    private static RejectionCode code(DecodeResult<?> decodeResult) {
        return decodeResult instanceof DecodeResult.Rejected<?> rejected
                ? rejected.letter().code()
                : null;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
