package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.mapping.TransactionMapping;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ways to read a transaction, one result: in place, and through a record. */
class ReadInPlaceTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("payments.transactions", 3, 42, OddTransactions.NOW_MS);
    private static final Framing FRAMING = Framing.SINGLE_OBJECT;

    private final ContractWriter<Transaction> writer = Contract.TRANSACTION.writer(FRAMING, "payments.transactions");
    private final ContractReader<Transaction> inPlace = Contract.TRANSACTION.reader(FRAMING);
    private final ContractReader<Transaction> resolving =
            new ContractReader<>(Contract.TRANSACTION, new WriterSchemas(Contract.TRANSACTION, FRAMING), false);

    @Test
    void readsWhatIsOrdinaryItself() throws RecordRejectedException {
        TransactionMapping mapping = new TransactionMapping();

        for (int seed = 0; seed < 1_000; seed++) {
            Transaction transaction = new Samples(seed).transaction();
            byte[] bytes = writer.write(transaction);

            assertThat(mapping.readInPlace(bytes, Framing.SINGLE_OBJECT_BYTES, ORIGIN))
                    .isEqualTo(transaction);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsInOddRecordsWhatTheResolvingWayFinds(long seed) throws IOException {
        OddTransactions odd = new OddTransactions(seed);
        int values = 0;
        int rejections = 0;

        for (int i = 0; i < 5_000; i++) {
            DecodeResult<Transaction> decodeResult = same(odd.record());
            values += decodeResult instanceof DecodeResult.Value ? 1 : 0;
            rejections += decodeResult instanceof DecodeResult.Rejected ? 1 : 0;
        }

        assertThat(values).isGreaterThan(1_000);
        assertThat(rejections).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void findsInDamagedRecordsWhatTheResolvingWayFinds(long seed) throws IOException {
        Random random = new Random(seed);
        OddTransactions odd = new OddTransactions(seed);
        int values = 0;

        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = i % 4 == 0 ? odd.record() : writer.write(new Samples(i % 300).transaction());
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            values += same(bytes) instanceof DecodeResult.Value ? 1 : 0;
        }

        assertThat(values).isBetween(500, 4_500);
    }

    @Test
    void findsInCutAndOverlongRecordsWhatTheResolvingWayFinds() {
        for (int seed = 0; seed < 30; seed++) {
            byte[] whole = writer.write(new Samples(seed).transaction());
            for (int length = 0; length < whole.length + 3; length++) {
                same(Arrays.copyOf(whole, length));
            }
        }
    }

    @Test
    void findsTheSameInMapsOfSeveralBlocks() {
        for (List<String> entries : List.of(
                List.of("a", "1"),
                List.of("a", "1", "a", "2"),
                List.of("b", "1", "a", "2", " a", "3"),
                List.of("b", "4111111111111111", "b", "2"))) {
            for (boolean sized : new boolean[] {false, true}) {
                DecodeResult<Transaction> decodeResult = same(withAttributes(entries, sized));

                assertThat(decodeResult).isInstanceOf(DecodeResult.Value.class);
            }
        }
    }

    @Test
    void readsAnEarlierSchemaAsBefore() throws IOException {
        StubRegistry registry = new StubRegistry();
        try {
            registry.add(without("counterparty_id").toString());
            Transaction transaction = new OddTransactions(1).plain();
            byte[] body = writer.write(transaction);
            int cut = body.length - 4;
            ByteBuffer record = ByteBuffer.allocate(Framing.CONFLUENT_BYTES + cut - Framing.SINGLE_OBJECT_BYTES + 3)
                    .put(Framing.CONFLUENT_FIRST)
                    .putInt(1)
                    .put(body, Framing.SINGLE_OBJECT_BYTES, cut - Framing.SINGLE_OBJECT_BYTES)
                    .put(body, cut + 1, 3);

            DecodeResult<Transaction> decodeResult =
                    Contract.TRANSACTION.reader(registry.framing()).read(ORIGIN, record.array());

            assertThat(decodeResult).isEqualTo(new DecodeResult.Value<>(transaction));
        } finally {
            registry.close();
        }
    }

    private DecodeResult<Transaction> same(byte[] bytes) {
        DecodeResult<Transaction> expected = resolving.read(ORIGIN, bytes);
        DecodeResult<Transaction> found = inPlace.read(ORIGIN, bytes);
        assertThat(found).as(() -> Arrays.toString(bytes)).isEqualTo(expected);
        return found;
    }

    private static Schema without(String field) {
        Schema present = Contract.TRANSACTION.schema();
        List<Schema.Field> fields = present.getFields().stream()
                .filter(each -> !each.name().equals(field))
                .map(each -> new Schema.Field(each, each.schema()))
                .toList();
        return Schema.createRecord(present.getName(), present.getDoc(), present.getNamespace(), false, fields);
    }

    /** Each entry is a block of its own, with its length in bytes before it or without. */
    private byte[] withAttributes(List<String> entries, boolean sized) {
        byte[] plain = writer.write(new OddTransactions(1).plain());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, plain.length - 3);
        for (int i = 0; i < entries.size(); i += 2) {
            byte[] key = entries.get(i).getBytes(UTF_8);
            byte[] value = entries.get(i + 1).getBytes(UTF_8);
            if (sized) {
                out.write(1);
                out.write(2 * (key.length + value.length + 2));
            } else {
                out.write(2);
            }
            out.write(2 * key.length);
            out.writeBytes(key);
            out.write(2 * value.length);
            out.writeBytes(value);
        }
        out.writeBytes(new byte[3]);
        return out.toByteArray();
    }
}
