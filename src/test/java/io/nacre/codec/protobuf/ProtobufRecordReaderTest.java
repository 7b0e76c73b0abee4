package io.nacre.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.BadRecords;
import io.nacre.codec.BadRecords.Row;
import io.nacre.codec.Contract;
import io.nacre.codec.Framing;
import io.nacre.codec.Samples;
import io.nacre.codec.registry.RecordFormat;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtobufRecordReaderTest {

    private static final int HEADER_BYTES = 10;
    private static final RecordOrigin ORIGIN = new RecordOrigin("payments.transactions", 0, 1, BadRecords.NOW_MS);

    /** The rows of the table that are records at all. */
    static List<Row> rows() {
        return BadRecords.all().stream()
                .filter(ProtobufRecordReaderTest::isRecord)
                .toList();
    }

    private static boolean isRecord(Row row) {
        return row.bytes() != null
                && row.bytes().length > HEADER_BYTES
                && row.code() != RejectionCode.UNREADABLE
                && row.code() != RejectionCode.SCHEMA_UNKNOWN
                && row.code() != RejectionCode.RECORD_TOO_LARGE;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void hasTheCodeOfAvro(Row row) throws IOException {
        Framing framing =
                Framing.SINGLE_OBJECT.withFormats(Map.of(row.contract().name(), RecordFormat.PROTOBUF));

        DecodeResult<?> read = row.contract()
                .reader(framing)
                .read(BadRecords.origin(row, 1), ProtobufWire.of(record(row.contract(), row.bytes())));

        assertThat(
                        read instanceof DecodeResult.Rejected<?> rejected
                                ? rejected.letter().code()
                                : null)
                .isEqualTo(row.code());
    }

    @Test
    void mostBadFieldsAreTried() {
        assertThat(rows()).hasSizeGreaterThan(80);
    }

    @Test
    void readsTheValueThatAvroHas() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            Transaction transaction = new Samples(seed).transaction();
            byte[] avro = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "").write(transaction);
            DecodeResult<Transaction> expected =
                    Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT).read(ORIGIN, avro);

            assertThat(protobuf(ProtobufWire.of(record(Contract.TRANSACTION, avro))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void tellsAMissingAmountFromOneOfZero() throws IOException {
        GenericRecord record = record(Contract.TRANSACTION, BadRecords.payment("t", "a"));
        record.put("amount_minor", 0L);
        assertThat(protobuf(ProtobufWire.of(record))).isInstanceOf(DecodeResult.Value.class);
        record.put("amount_minor", null);

        DecodeResult.Rejected<Transaction> rejected =
                (DecodeResult.Rejected<Transaction>) protobuf(ProtobufWire.of(record));
        assertThat(rejected.letter().code()).isEqualTo(RejectionCode.FIELD_EMPTY);
        assertThat(rejected.letter().field()).isEqualTo("amount_minor");
        assertThat(rejected.ids()).isEqualTo(new TransactionReference("t", "a"));
    }

    @Test
    void skipsWhatTheContractDoesNotHave() throws IOException {
        byte[] known = ProtobufWire.of(record(Contract.TRANSACTION, BadRecords.payment("t", "a")));
        byte[] later = Arrays.copyOf(known, known.length + 4);
        later[known.length] = (byte) 0xC0; // field 200, a number
        later[known.length + 1] = 12;
        later[known.length + 2] = 0x7F;
        later = Arrays.copyOf(later, known.length + 3);

        assertThat(protobuf(later)).isEqualTo(protobuf(known)).isInstanceOf(DecodeResult.Value.class);
    }

    @Test
    void rejectsDamagedBytesWithoutAnException() throws IOException {
        Random random = new Random(1);
        byte[] sound = ProtobufWire.of(record(Contract.TRANSACTION, BadRecords.payment("t", "a")));
        int rejected = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            for (int j = 0; j < 1 + random.nextInt(4); j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            rejected += protobuf(damaged) instanceof DecodeResult.Rejected<?> ? 1 : 0;
        }
        assertThat(rejected).isGreaterThan(3_000);
    }

    @Test
    void answersATruncatedRecordByItsIds() throws IOException {
        byte[] sound = ProtobufWire.of(record(Contract.TRANSACTION, BadRecords.payment("t", "a")));

        DecodeResult.Rejected<Transaction> rejected =
                (DecodeResult.Rejected<Transaction>) protobuf(Arrays.copyOf(sound, sound.length - 1));

        assertThat(rejected.letter().code()).isEqualTo(RejectionCode.UNREADABLE);
        assertThat(rejected.ids()).isEqualTo(new TransactionReference("t", "a"));
    }

    @Test
    void everyContractHasAProtobufForm() {
        for (Contract<?> contract : Contract.all()) {
            assertThat(ProtobufDescriptors.of(contract.schema()).getFields())
                    .hasSameSizeAs(contract.schema().getFields());
            assertThat(ProtobufCompatibility.isCompatible(ProtobufSchemas.text(contract.schema()), contract.schema()))
                    .isTrue();
        }
    }

    @Test
    void aRegistrysSchemaMayBeFormattedOrExtendedButMeanNothingElse() {
        Schema contract = Contract.TRANSACTION.schema();
        String text = ProtobufSchemas.text(contract);

        assertThat(ProtobufCompatibility.isCompatible(
                        text.replaceAll("//.*", "").replaceAll("\\s+", " "), contract))
                .isTrue();
        assertThat(ProtobufCompatibility.isCompatible(
                        text.replace("optional string ip = 8;", "optional string ip = 8; /* ; } */ string more = 77;"),
                        contract))
                .isTrue();
        for (String[] change : new String[][] {
            {"optional int64 amount_minor = 5;", "optional int64 amount_minor = 50; optional int64 fee = 5;"},
            {"optional int64 amount_minor", "int64 amount_minor"},
            {"optional int64 amount_minor", "optional uint64 amount_minor"},
            {"CHANNEL_CASH = 4", "CHANNEL_WALLET = 4"},
            {"message Transaction", "message First { } message Transaction"},
            {"package nacre;", "package nacre; import \"merchant.proto\";"},
            {"message Merchant {", "message Merchant { { "},
            {"syntax", "/* "}
        }) {
            assertThat(text).contains(change[0]);
            assertThat(ProtobufCompatibility.isCompatible(text.replace(change[0], change[1]), contract))
                    .as(change[1])
                    .isFalse();
        }
    }

    @Test
    void rejectsAnEnumValueThatItDoesNotKnow() throws IOException {
        byte[] sound = ProtobufWire.of(record(Contract.TRANSACTION, BadRecords.payment("t", "a")));
        byte[] later = Arrays.copyOf(sound, sound.length + 2);
        later[sound.length] = 7 << 3; // channel, the last value counts
        later[sound.length + 1] = 99;

        DecodeResult.Rejected<Transaction> rejected = (DecodeResult.Rejected<Transaction>) protobuf(later);
        assertThat(rejected.letter().code()).isEqualTo(RejectionCode.SYMBOL_UNKNOWN);
        assertThat(rejected.letter().field()).isEqualTo("channel");
    }

    private static DecodeResult<Transaction> protobuf(byte[] bytes) {
        return Contract.TRANSACTION
                .reader(Framing.SINGLE_OBJECT.withFormats(Map.of(Contract.TRANSACTION.name(), RecordFormat.PROTOBUF)))
                .read(ORIGIN, bytes);
    }

    private static GenericRecord record(Contract<?> contract, byte[] bytes) throws IOException {
        Schema schema = contract.schema();
        return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
    }
}
