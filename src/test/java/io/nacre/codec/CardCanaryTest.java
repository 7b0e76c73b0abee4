package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.ByteTextSearcher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A card number planted in each text of each kind of record that comes in: none gets past the contract. */
class CardCanaryTest {

    private static final String CARD = "4111 1111 1111 1111";
    private static final String BARE = "4111111111111111";
    private static final ByteTextSearcher TRACES = new ByteTextSearcher(List.of(CARD, BARE));
    private static final RecordOrigin ORIGIN = new RecordOrigin("topic", 0, 1, 1_800_000_000_000L);
    private static final int SAMPLES = 20;

    private int planted;

    static List<Contract<?>> incoming() {
        return List.of(
                Contract.TRANSACTION,
                Contract.ACCOUNT_PROFILE,
                Contract.VERDICT,
                Contract.CHARGEBACK,
                Contract.ACCOUNT_ACTION,
                Contract.LIST_ENTRY,
                Contract.ERASURE,
                Contract.BUNDLE,
                Contract.RULE,
                Contract.INVESTIGATION_RECORD,
                Contract.AUDIT_ENTRY);
    }

    @ParameterizedTest
    @MethodSource("incoming")
    <T> void noTextOfTheContractLetsACardNumberIn(Contract<T> contract) throws Exception {
        for (int seed = 0; seed < SAMPLES; seed++) {
            @SuppressWarnings("unchecked")
            T sample = (T) new Samples(seed).any(contract);
            for (String card : List.of(CARD, BARE)) {
                plantEach(AvroRecords.of(contract, sample), card, contract);
            }
        }
        assertThat(planted).isGreaterThan(2 * SAMPLES);
    }

    private <T> void plantEach(SpecificRecord root, String card, Contract<T> contract) throws Exception {
        plantEach(root, root, card, contract);
    }

    private <T> void plantEach(SpecificRecord record, SpecificRecord root, String card, Contract<T> contract)
            throws Exception {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object was = record.get(field.pos());
            if (was instanceof SpecificRecord part) {
                plantEach(part, root, card, contract);
                continue;
            }
            for (Object instead : planted(was, card)) {
                record.put(field.pos(), instead);
                refused(root, contract, field.name());
                planted++;
            }
            record.put(field.pos(), was);
        }
    }

    private static List<Object> planted(Object was, String card) {
        List<Object> instead = new ArrayList<>();
        if (was instanceof CharSequence) {
            instead.add(card);
            instead.add("see " + card + ".");
        } else if (was instanceof Map<?, ?> map && !map.isEmpty()) {
            Object value = map.values().iterator().next();
            instead.add(new HashMap<>(Map.of(card, value)));
            if (value instanceof CharSequence) {
                instead.add(new HashMap<>(Map.of("note", card)));
            }
        }
        return instead;
    }

    /** Refused, or left out; and what is kept of it for people to look at is masked. */
    private static <T> void refused(SpecificRecord record, Contract<T> contract, String field) throws Exception {
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        ByteBuffer encoded = new BinaryMessageEncoder<SpecificRecord>(data, contract.schema()).encode(record);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);

        DecodeResult<T> decodeResult = contract.reader(Framing.SINGLE_OBJECT).read(ORIGIN, bytes);

        assertThat(TRACES.count(bytes)).as("planted in " + field).isPositive();
        if (decodeResult instanceof DecodeResult.Rejected<T> rejected) {
            byte[] kept = rejected.letter().value();
            assertThat(kept).hasSameSizeAs(bytes);
            assertThat(TRACES.count(kept)).as(field).isZero();
            assertThat(rejected.letter().detail()).doesNotContain(CARD, BARE);
        } else {
            assertThat(decodeResult.toString()).as(field).doesNotContain(CARD, BARE);
        }
    }
}
