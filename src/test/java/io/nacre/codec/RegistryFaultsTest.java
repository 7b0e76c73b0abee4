package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.registry.RegistryClientConfig;
import io.nacre.codec.registry.RegistryHttpClient;
import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.codec.registry.SchemaRegistryClient;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Chargeback;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is when a schema id leads nowhere: that of the record, or of the registry. */
class RegistryFaultsTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("fraud.chargebacks", 0, 1, 1_800_000_000_000L);
    private static final Chargeback VALUE = new Chargeback("a-1", "t-1", "10.4", 1_790_000_000_000L);
    private static final String OURS = Contract.CHARGEBACK.schema().toString();
    private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

    private StubRegistry registry;
    private long nowNs;
    private ContractReader<Chargeback> reader;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
        reader = reader();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405, 410, 422, 429, 500, 503})
    void whatTheRegistryRefusesForOneIdAloneIsThatRecordsFault(int status) {
        int good = registry.add(OURS);
        int bad = registry.add(OURS);
        registry.failFor(bad, status);
        assertThat(read(good)).isNull();

        assertThat(read(bad)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        assertThat(read(good)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 422, 500})
    void findsAnIdToCompareWithWhereNoneWasReadYetAsAfterARestart(int status) {
        registry.name("somebody/else's value", registry.add(OURS));
        int bad = registry.add(OURS);
        registry.failFor(bad, status);

        assertThat(read(bad)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 422, 429, 500, 503})
    void whatTheRegistryRefusesForEveryIdIsAnOutageAndNoRecordsFault(int status) {
        int good = registry.add(OURS);
        registry.name("fraud.chargebacks-value", good);
        assertThat(read(good)).isNull();
        registry.failWith(status);

        assertThat(read(good)).as("what is known needs no registry").isNull();
        assertThatThrownBy(() -> read(good + 1)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> reader().read(ORIGIN, record(good + 1)))
                .isInstanceOf(RegistryUnavailableException.class);

        registry.failWith(0);
        registry.add(OURS);
        assertThat(read(good + 1)).isNull();
    }

    static Stream<String> noSchemas() {
        return Stream.of(
                "{\"type\":\"object\"}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"properties\":{}}",
                "syntax = \"proto3\"; message M { string a = 1; }",
                "",
                "null",
                "{}",
                "[]",
                "1",
                "\"string\"",
                "\u0000",
                "{\"type\":\"record\"}",
                "{\"type\":\"record\",\"name\":\"Chargeback\",\"fields\":[]}",
                "{\"type\":\"record\",\"name\":\"Chargeback\",\"fields\":[{\"name\":\"a\",\"type\":\"Chargeback\"}]}",
                "{\"type\":\"record\",\"name\":\"X\",\"fields\":[{\"name\":\"y\",\"type\":\"elsewhere.Y\"}]}",
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[]}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}",
                "{\"type\":{\"type\":{\"type\":\"int\"}}}",
                "[".repeat(50_000),
                "{\"type\":\"array\",\"items\":".repeat(3_000) + "\"int\"" + "}".repeat(3_000),
                "x".repeat(RegistryHttpClient.MAX_BODY_BYTES + 1));
    }

    @ParameterizedTest
    @MethodSource("noSchemas")
    void anInvalidSchemaInTheRegistryDoesNotStopTheJob(String text) {
        int good = registry.add(OURS);
        int bad = registry.add(text);
        assertThat(read(good)).isNull();

        assertThat(read(bad))
                .isIn(RejectionCode.SCHEMA_INCOMPATIBLE, RejectionCode.SCHEMA_UNKNOWN, RejectionCode.UNREADABLE);
        assertThat(read(good)).isNull();
    }

    @Test
    void aSchemaOfAnotherTypeIsRefusedByItsType() {
        int id = registry.add(OURS, Map.of("schemaType", "PROTOBUF"));

        assertThat(read(id)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @Test
    void aSchemaThatIsRefusedIsLookedUpAgainAfterAWhile() {
        int id = registry.add("{\"type\":\"object\"}");
        assertThat(read(id)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
        int asked = registry.requests().size();

        nowNs += 9 * SECOND_NS;
        assertThat(read(id)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
        assertThat(registry.requests()).hasSize(asked);

        nowNs += 2 * SECOND_NS;
        assertThat(read(id)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
        assertThat(registry.requests()).hasSizeGreaterThan(asked);
    }

    @Test
    void aFloodOfUnknownIdsIsNoFloodOfLookUps() {
        assertThat(read(999)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        int asked = registry.requests().size();
        for (int id = 1_000; id < 1_500; id++) {
            assertThat(read(id)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        }
        assertThat(registry.requests()).hasSize(asked);

        nowNs += SECOND_NS;
        for (int id = 2_000; id < 2_500; id++) {
            assertThat(read(id)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        }
        assertThat(registry.requests())
                .as("one id, and the versions of the topic's subject")
                .hasSize(asked + 2);
    }

    @Test
    void aBadRecordAfterARestartDoesNotRejectValidRecords() {
        registry.name("fraud.chargebacks-value", registry.add(OURS));

        assertThat(read(999)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        assertThat(read(1)).isNull();
    }

    @Test
    void aNewSchemaIsFoundInAFloodOfUnknownIds() {
        int fresh = registry.add(OURS);
        assertThat(read(999)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        for (int i = 0; i < 5; i++) {
            assertThat(read(fresh)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
            assertThat(read(1_000 + i)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        }

        nowNs += SECOND_NS;
        assertThat(read(5_000)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);
        assertThat(read(fresh)).as("the record of another id had it looked up").isNull();
    }

    @Test
    void manySchemasInUseAreAllFoundAtOnce() {
        for (int i = 0; i < 20; i++) {
            assertThat(read(registry.add(OURS.replace("\"doc\":\"", "\"doc\":\"" + i))))
                    .isNull();
        }
    }

    @Test
    void resolvesWhatASchemaRefersTo() {
        registry.name("common/reason", registry.add("{\"type\":\"fixed\",\"name\":\"io.bank.Mark\",\"size\":2}"));
        registry.name(
                "node",
                registry.add(
                        "{\"type\":\"record\",\"name\":\"io.bank.Node\",\"fields\":["
                                + "{\"name\":\"mark\",\"type\":\"io.bank.Mark\"}]}",
                        references("common/reason")));
        int id = registry.add(
                OURS.replaceFirst(
                        "\"fields\":\\[",
                        "\"fields\":[{\"name\":\"node\",\"type\":\"io.bank.Node\"},"
                                + "{\"name\":\"mark\",\"type\":\"io.bank.Mark\"},"),
                references("node", "common/reason"));

        DecodeResult<Chargeback> decodeResult = reader.read(ORIGIN, record(id, (byte) 1, (byte) 2, (byte) 3, (byte) 4));

        assertThat(decodeResult).isEqualTo(new DecodeResult.Value<>(VALUE));
    }

    @Test
    void aReferenceThatLeadsNowhereOrInCirclesIsThatRecordsFault() {
        int nowhere = registry.add(OURS, references("gone"));
        assertThat(read(nowhere)).isEqualTo(RejectionCode.SCHEMA_UNKNOWN);

        nowNs += SECOND_NS;
        int circle = registry.add("{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}", references("circle"));
        registry.name("circle", circle);
        assertThat(read(circle)).isEqualTo(RejectionCode.SCHEMA_INCOMPATIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"n\",\"type\":\"long\",\"default\":\"0\"}",
                "{\"name\":\"n\",\"type\":[\"long\",\"null\"],\"default\":null}",
                "{\"name\":\"x-request-id\",\"type\":\"long\"}"
            })
    void readsWhatASchemaWroteWhoseDefaultsOrNamesAreWrong(String field) {
        boolean union = field.contains("[");
        int id = registry.add(OURS.replaceFirst("\"fields\":\\[", "\"fields\":[" + field + ","));

        byte[] record = union ? record(id, (byte) 0, (byte) 14) : record(id, (byte) 14);
        assertThat(reader.read(ORIGIN, record)).isEqualTo(new DecodeResult.Value<>(VALUE));
    }

    private static Map<String, ?> references(String... subjects) {
        return Map.of(
                "references",
                Stream.of(subjects)
                        .map(subject -> Map.of("name", "unused", "subject", subject, "version", 1))
                        .toList());
    }

    private ContractReader<Chargeback> reader() {
        SchemaRegistryClient asked = new SchemaRegistryClient(
                URI.create(String.valueOf(registry.framing().registry())), RegistryClientConfig.OPEN, Duration.ZERO);
        return new ContractReader<>(
                Contract.CHARGEBACK, new WriterSchemas(Contract.CHARGEBACK, asked, null, () -> nowNs), false);
    }

    /** The code of a dead letter; null if the record was read. */
    private @Nullable RejectionCode read(int id) {
        DecodeResult<Chargeback> decodeResult = reader.read(ORIGIN, record(id));
        return decodeResult instanceof DecodeResult.Rejected<Chargeback> rejected
                ? rejected.letter().code()
                : null;
    }

    /** @param first the bytes of fields that come before ours */
    private static byte[] record(int id, byte... first) {
        byte[] body = Contract.CHARGEBACK
                .writer(Framing.SINGLE_OBJECT, "fraud.chargebacks")
                .write(VALUE);
        return ByteBuffer.allocate(5 + first.length + body.length - 10)
                .put((byte) 0)
                .putInt(id)
                .put(first)
                .put(body, 10, body.length - 10)
                .array();
    }
}
