package io.nacre.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.feature.Payments;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security codes, PINs and tracks that a platform sends by mistake: neither kept in a payment nor in a dead letter. */
class SensitiveInputTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("payments.transactions", 0, 1, Payments.START_MS);
    private static final String CODE = "737291";

    private final ContractReader<Transaction> reader = Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT);
    private final ContractReader<Transaction> resolving = new ContractReader<>(
            Contract.TRANSACTION, new WriterSchemas(Contract.TRANSACTION, Framing.SINGLE_OBJECT), false);

    @ParameterizedTest
    @ValueSource(strings = {"cvv", "CVC2", "card_security_code", "pin", "PIN-Block", "track2"})
    void anAttributeOfSuchANameIsLeftOutAndThePaymentIsRead(String name) {
        byte[] bytes = payment(1_999, Map.of(name, CODE, "note", "gift"));

        for (ContractReader<Transaction> each : List.of(reader, resolving)) {
            DecodeResult<Transaction> decodeResult = each.read(ORIGIN, bytes);

            assertThat(decodeResult).isInstanceOf(DecodeResult.Value.class);
            Transaction read = ((DecodeResult.Value<Transaction>) decodeResult).value();
            assertThat(read.attributes()).doesNotContainKey(name).containsEntry("note", "gift");
            assertThat(read.toString()).doesNotContain(CODE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvv", "CVC2", "card_security_code", "pin", "PIN-Block", "track2"})
    void noDeadLetterContainsIt(String name) {
        byte[] bytes = payment(-1, Map.of(name, CODE));

        assertThat(new String(bytes, ISO_8859_1)).contains(CODE);
        assertStoredNowhere(bytes);
    }

    @Test
    void noTextContainsTheTrackDataBehindACardNumber() {
        String track = ";4111111111111111=2512201" + CODE + "?";
        byte[] bytes = payment(1_999, Map.of("swipe", track));

        for (ContractReader<Transaction> each : List.of(reader, resolving)) {
            DecodeResult<Transaction> decodeResult = each.read(ORIGIN, bytes);

            assertThat(decodeResult).isInstanceOf(DecodeResult.Value.class);
            assertThat(decodeResult.toString()).contains("swipe").doesNotContain(CODE, "2512201");
        }
    }

    @Test
    void noDeadLetterOfInvalidBytesContainsTrackDataOrASecurityCode() {
        for (String rubbish : List.of(
                "{\"pan\":\"4111111111111111\",\"cvv\":\"" + CODE + "\"}",
                "pin=" + CODE + "&amount=5",
                "%B4111111111111111^DOE/JANE^2512201" + CODE + "?",
                ";4111111111111111=2512201" + CODE + "?")) {
            assertStoredNowhere(rubbish.getBytes(UTF_8));
        }
    }

    @Test
    void noFieldOfTheContractIsMadeForIt() {
        assertThat(Contract.all())
                .allSatisfy(contract -> assertThat(contract.schema().toString())
                        .as("schema %s", SchemaNormalization.parsingFingerprint64(contract.schema()))
                        .doesNotContainPattern("(?i)\"name\":\"[a-z_]*(cvv|cvc|pin|track|security_code)[a-z0-9_]*\""));
    }

    private void assertStoredNowhere(byte[] bytes) {
        DecodeResult<Transaction> decodeResult = reader.read(ORIGIN, bytes);

        assertThat(decodeResult).isInstanceOf(DecodeResult.Rejected.class);
        DeadLetter letter = ((DecodeResult.Rejected<Transaction>) decodeResult).letter();
        assertThat(new String(requireNonNull(letter.value()), ISO_8859_1)).doesNotContain(CODE);
        assertThat(letter.detail()).doesNotContain(CODE);
        DeadLetter unmasked = new DeadLetter(ORIGIN, bytes, RejectionCode.UNREADABLE, null, "by another program");
        assertThat(new String(requireNonNull(unmasked.shown()), ISO_8859_1)).doesNotContain(CODE);
    }

    private static byte[] payment(long minorUnits, Map<String, String> attributes) {
        io.nacre.avro.Transaction record =
                AvroRecords.of(Contract.TRANSACTION, Payments.payment("t-1", "a-1", Payments.START_MS));
        record.setAmountMinor(minorUnits);
        record.setAttributes(attributes);
        return BadRecords.framed(Contract.TRANSACTION, record);
    }
}
