package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.json.JsonSchemas;
import io.nacre.codec.protobuf.ProtobufSchemas;
import io.nacre.codec.protobuf.ProtobufWire;
import io.nacre.codec.registry.RecordFormat;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Chargeback;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JSON and Protobuf on a topic: by the type of the registry's schema, or declared for records without a header. */
class RegistryFormatsTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("fraud.chargebacks", 0, 1, 1_800_000_000_000L);
    private static final Chargeback VALUE = new Chargeback("a-1", "t-1", "10.4", 1_790_000_000_000L);
    private static final byte[] JSON = ("{\"account_id\":\"a-1\",\"transaction_id\":\"t-1\",\"reason\":\"10.4\","
                    + "\"known_at\":1790000000000}")
            .getBytes(UTF_8);

    private StubRegistry registry;
    private ContractReader<Chargeback> reader;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
        reader = Contract.CHARGEBACK.reader(registry.framing());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void readsJsonByTheRegistry() {
        int id = registry.add(JsonSchemas.of(Contract.CHARGEBACK).toString(), Map.of("schemaType", "JSON"));

        assertThat(reader.read(ORIGIN, framed(id, JSON))).isEqualTo(new DecodeResult.Value<>(VALUE));
        assertThat(reader.read(ORIGIN, framed(id, JSON))).isEqualTo(new DecodeResult.Value<>(VALUE));
        assertThat(registry.requests()).as("one look-up").hasSize(1);
        assertThat(code(framed(id, "{\"account_id\":\"a-1\"}".getBytes(UTF_8)))).isEqualTo(RejectionCode.FIELD_EMPTY);
        assertThat(code(framed(id, "{".getBytes(UTF_8)))).isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void readsProtobufByTheRegistry() {
        int id = registry.add(ProtobufSchemas.text(Contract.CHARGEBACK.schema()), Map.of("schemaType", "PROTOBUF"));
        byte[] message = protobuf();

        assertThat(reader.read(ORIGIN, framed(id, path(message, 0)))).isEqualTo(new DecodeResult.Value<>(VALUE));
        assertThat(reader.read(ORIGIN, framed(id, path(message, 2, 0)))).isEqualTo(new DecodeResult.Value<>(VALUE));
        assertThat(code(framed(id, path(message, 2, 2)))).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
        assertThat(code(framed(id, new byte[0]))).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @Test
    void refusesAProtobufSchemaWithOtherNumbers() {
        String text = ProtobufSchemas.text(Contract.CHARGEBACK.schema());
        int other = registry.add(
                text.replace("account_id = 1", "account_id = 11").replace("transaction_id = 2", "transaction_id = 1"),
                Map.of("schemaType", "PROTOBUF"));

        assertThat(text).contains("account_id = 1;", "transaction_id = 2;");
        assertThat(code(framed(other, path(protobuf(), 0)))).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @Test
    void refusesATypeThatItDoesNotKnow() {
        int unknown = registry.add("<xml/>", Map.of("schemaType", "XML"));

        assertThat(code(framed(unknown, JSON))).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @Test
    void readsADeclaredFormatWithoutAHeaderAndRecordsWithOne() {
        byte[] avro = Contract.CHARGEBACK.writer(Framing.SINGLE_OBJECT, "").write(VALUE);
        for (RecordFormat format : new RecordFormat[] {RecordFormat.JSON, RecordFormat.PROTOBUF}) {
            ContractReader<Chargeback> declared = Contract.CHARGEBACK.reader(
                    Framing.SINGLE_OBJECT.withFormats(Map.of(Contract.CHARGEBACK.name(), format)));

            assertThat(declared.read(ORIGIN, format == RecordFormat.JSON ? JSON : protobuf()))
                    .isEqualTo(new DecodeResult.Value<>(VALUE));
            assertThat(declared.read(ORIGIN, avro)).isEqualTo(new DecodeResult.Value<>(VALUE));
        }
        assertThat(code(JSON)).as("not declared").isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void aRejectedTransactionInJsonIsAnsweredByItsIds() {
        ContractReader<Transaction> declared = Contract.TRANSACTION.reader(
                Framing.SINGLE_OBJECT.withFormats(Map.of(Contract.TRANSACTION.name(), RecordFormat.JSON)));
        for (String json : new String[] {
            "{\"id\":\"t\",\"account_id\":\"a\",\"amount_minor\":-1}",
            "{\"merchant\":{\"id\":\"m\"},\"account_id\":\"a\",\"id\":\"t\",\"curr"
        }) {
            DecodeResult.Rejected<Transaction> rejected =
                    (DecodeResult.Rejected<Transaction>) declared.read(ORIGIN, json.getBytes(UTF_8));
            assertThat(rejected.ids()).isEqualTo(new TransactionReference("t", "a"));
        }
    }

    private RejectionCode code(byte[] record) {
        return ((DecodeResult.Rejected<Chargeback>) reader.read(ORIGIN, record))
                .letter()
                .code();
    }

    private static byte[] protobuf() {
        GenericRecord record = new GenericData.Record(Contract.CHARGEBACK.schema());
        record.put("account_id", VALUE.accountId());
        record.put("transaction_id", VALUE.transactionId());
        record.put("reason", VALUE.reason());
        record.put("known_at", VALUE.knownAtMs());
        return ProtobufWire.of(record);
    }

    private static byte[] path(byte[] message, int... path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.length + message.length);
        for (int each : path) {
            bytes.put((byte) each);
        }
        return bytes.put(message).array();
    }

    private static byte[] framed(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
