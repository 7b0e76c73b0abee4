package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.registry.SchemaRejectedException;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Chargeback;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentFramingTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("fraud.chargebacks", 0, 1, 1_800_000_000_000L);
    private static final Chargeback VALUE = new Chargeback("a-1", "t-1", "10.4", 1_790_000_000_000L);

    private StubRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void registersTheSchemaOnceAndReadsBackByItsId() {
        ContractWriter<Chargeback> writer = Contract.CHARGEBACK.writer(registry.framing(), "fraud.chargebacks");
        ContractReader<Chargeback> reader = Contract.CHARGEBACK.reader(registry.framing());

        byte[] bytes = writer.write(VALUE);
        writer.write(VALUE);
        reader.read(ORIGIN, bytes);

        assertThat(bytes).startsWith(0, 0, 0, 0, 1);
        assertThat(reader.read(ORIGIN, bytes)).isEqualTo(new DecodeResult.Value<>(VALUE));
        assertThat(registry.requests())
                .containsExactly("POST /subjects/fraud.chargebacks-value/versions null", "GET /schemas/ids/1 null");
    }

    @Test
    void readsSingleObjectsToo() {
        byte[] bytes = Contract.CHARGEBACK
                .writer(Framing.SINGLE_OBJECT, "fraud.chargebacks")
                .write(VALUE);

        assertThat(Contract.CHARGEBACK.reader(registry.framing()).read(ORIGIN, bytes))
                .isEqualTo(new DecodeResult.Value<>(VALUE));
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void readsWhatALaterSchemaWrote() {
        String later = Contract.CHARGEBACK
                .schema()
                .toString()
                .replaceFirst(
                        "\"fields\":\\[", "\"fields\":[{\"name\":\"scheme\",\"type\":\"string\",\"default\":\"\"},");
        registry.add(later);
        byte[] body = Contract.CHARGEBACK
                .writer(Framing.SINGLE_OBJECT, "fraud.chargebacks")
                .write(VALUE);
        ByteBuffer record = ByteBuffer.allocate(5 + 5 + body.length - 10)
                .put((byte) 0)
                .putInt(1)
                .put(new byte[] {8, 'v', 'i', 's', 'a'})
                .put(body, 10, body.length - 10);

        assertThat(Contract.CHARGEBACK.reader(registry.framing()).read(ORIGIN, record.array()))
                .isEqualTo(new DecodeResult.Value<>(VALUE));
    }

    @Test
    void refusesASchemaThatCannotBeReadAsOurs() {
        registry.add(Contract.VERDICT.schema().toString());

        registry.add(
                "{\"type\": \"record\", \"name\": \"X\", \"fields\": [{\"name\": \"y\", \"type\": \"elsewhere.Y\"}]}");
        registry.add("message Protobuf {}");

        assertThat(codeOf(1)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
        assertThat(codeOf(2)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
        assertThat(codeOf(3)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @Test
    void refusesAnUnknownIdAndDoesNotAskAgainAtOnce() {
        ContractReader<Chargeback> reader = Contract.CHARGEBACK.reader(registry.framing());

        assertThat(codeOf(reader, 9)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        assertThat(codeOf(reader, 9)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        assertThat(registry.requests())
                .as("some tries and the topic's own versions the first time, none the second")
                .hasSize(5);
    }

    @Test
    void failsRatherThanRefuseWhileTheRegistryIsAway() {
        registry.failWith(503);

        assertThatThrownBy(() -> codeOf(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("503");
        registry.close();
        assertThatThrownBy(() -> codeOf(1)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void reportsASchemaRejectedByTheRegistry() {
        registry.failWith(409);

        assertThatThrownBy(() -> Contract.CHARGEBACK
                        .writer(registry.framing(), "fraud.chargebacks")
                        .write(VALUE))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("fraud.chargebacks-value");
    }

    @Test
    void refusesConfluentFramingWithoutARegistry() {
        DecodeResult<Chargeback> decodeResult =
                Contract.CHARGEBACK.reader(Framing.SINGLE_OBJECT).read(ORIGIN, new byte[] {0, 0, 0, 0, 1, 2});

        assertThat(decodeResult)
                .isInstanceOfSatisfying(
                        DecodeResult.Rejected.class,
                        rejected -> assertThat(rejected.letter().detail()).contains("configure a registry"));
    }

    @Test
    void describesAValidRegistryUrl() {
        assertThatThrownBy(() -> Framing.confluent("ftp://registry")).hasMessageContaining("https://host:port/path");
        assertThatThrownBy(() -> Framing.confluent("https://ada:secret@registry"))
                .hasMessageContaining("schema.registry.basic.auth.user.info")
                .hasMessageNotContaining("secret");
    }

    private RejectionCode codeOf(int id) {
        return codeOf(Contract.CHARGEBACK.reader(registry.framing()), id);
    }

    private static RejectionCode codeOf(ContractReader<Chargeback> reader, int id) {
        byte[] record = ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
        return ((DecodeResult.Rejected<Chargeback>) reader.read(ORIGIN, record))
                .letter()
                .code();
    }
}
