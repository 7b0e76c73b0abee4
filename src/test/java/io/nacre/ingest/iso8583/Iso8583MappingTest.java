package io.nacre.ingest.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.RecordTokens;
import io.nacre.ingest.RecordingSink;
import io.nacre.ingest.TokenKeys;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Iso8583MappingTest {

    @TempDir
    private Path folder;

    private RecordTokens tokens;

    @BeforeEach
    void readKeys() throws IOException {
        tokens = RecordTokens.read(TokenKeys.write(folder));
    }

    @Test
    void readsFieldsFromPrivateElements() throws IOException {
        Iso8583Mapping mapping = read("""
                header-bytes: 5
                elements:
                  48: {kind: llvar}
                  60: {kind: fixed, length: 20}
                transaction-id: [32, 37]
                account-id: {element: 102, tokenise: true}
                device-id: {element: 48, from: 3, to: 6}
                ip: {element: 60, to: 15}
                user-agent: {element: 61}
                merchant-name: {element: 43, from: 1, to: 6}
                attributes:
                  wallet: {element: 48, from: 1, to: 2}
                entry-modes: {"00": CARD_NOT_PRESENT}
                """);
        CardMessage message = CardMessage.purchase()
                .with(22, "000")
                .with(48, "06APdev1")
                .with(60, "203.0.113.7         ")
                .with(61, "009Browser/1")
                .with(102, "08ACCT-123");

        Transaction transaction = only(mapping, "TPDU." + message.text());

        assertThat(transaction.id()).isEqualTo("e32x123456-e37x633409000123");
        assertThat(transaction.accountId()).isEqualTo(tokens.accounts().of("ACCT-123"));
        assertThat(transaction.cardToken()).isEqualTo(tokens.cards().of(CardMessage.PAN));
        assertThat(transaction.deviceId()).isEqualTo("dev1");
        assertThat(transaction.ip()).isEqualTo("203.0.113.7");
        assertThat(transaction.userAgent()).isEqualTo("Browser/1");
        assertThat(transaction.merchant().name()).isEqualTo("Bakery");
        assertThat(transaction.attributes()).containsEntry("wallet", "AP");
        assertThat(transaction.channel()).isEqualTo(Channel.CARD_NOT_PRESENT);
    }

    @Test
    void localTimesNeedTheirZone() throws IOException {
        CardMessage message =
                CardMessage.purchase().without(7).with(12, "103000").with(13, "1130");
        String ids = "transaction-id: [32, 37]\n";

        assertThat(RecordingSink.of(converter(read(ids)), message.ascii()).code())
                .isEqualTo(RejectionCode.FIELD_EMPTY);
        assertThat(only(read(ids + "time-zone: Europe/Berlin\n"), message.text())
                        .eventTimeMs())
                .isEqualTo(Instant.parse("2026-11-30T09:30:00Z").toEpochMilli());
    }

    @Test
    void codesAndTypesCanBeAdded() throws IOException {
        Iso8583Mapping mapping = read("""
                response-codes: {"Q1": SUSPECTED_FRAUD, "11": OTHER}
                skip-types: ["0120"]
                default-channel: CASH
                """);

        assertThat(RecordingSink.of(
                                converter(mapping), CardMessage.response("Q1").ascii())
                        .events
                        .get(0)
                        .declineReason())
                .isEqualTo(DeclineReason.SUSPECTED_FRAUD);
        assertThat(RecordingSink.of(
                                converter(mapping), CardMessage.response("11").ascii())
                        .events
                        .get(0)
                        .declineReason())
                .isEqualTo(DeclineReason.OTHER);
        assertThat(RecordingSink.of(
                                converter(mapping),
                                CardMessage.purchase().as("0120").ascii())
                        .skipped)
                .hasSize(1);
        assertThat(only(mapping, CardMessage.purchase().without(22).text()).channel())
                .isEqualTo(Channel.CASH);
    }

    @Test
    void reversalsWithoutOriginalDataAreFoundBySharedElements() throws IOException {
        Iso8583Mapping mapping = read("transaction-id: [32, 37]\n");
        CardMessage reversal = CardMessage.reversal().without(90).with(37, "633409000123");

        RecordingSink sink = RecordingSink.of(converter(mapping), reversal.ascii());

        assertThat(sink.events.get(0).transactionId())
                .isEqualTo(only(mapping, CardMessage.purchase().text()).id());
    }

    @Test
    void aCardNumberIsNoIdAndNoAttribute() throws IOException {
        Iso8583Mapping mapping = read("""
                transaction-id: [48]
                attributes: {note: {element: 61}}
                """);
        CardMessage message = CardMessage.purchase().with(48, "016" + CardMessage.PAN);

        assertThat(RecordingSink.of(converter(mapping), message.ascii()).code()).isEqualTo(RejectionCode.CARD_NUMBER);
        assertThat(only(
                                mapping,
                                message.with(48, "003abc")
                                        .with(61, "016" + CardMessage.PAN)
                                        .text())
                        .attributes())
                .containsEntry("note", "*".repeat(16));
    }

    @ParameterizedTest
    @CsvSource({
        "'acount-id: {element: 102}', 'unknown key acount-id: use one of'",
        "'account-id: {elment: 102}', 'unknown key account-id.elment: use one of'",
        "'account-id: {element: 35}', 'track, PIN or chip data'",
        "'account-id: {element: 2}', 'as a token already'",
        "'account-id: {element: 129}', 'set 2 to 128'",
        "'account-id: {element: 48, from: 3, to: 2}', 'count from 1'",
        "'transaction-id: [2, 11]', 'none with a card number'",
        "'transaction-id: []', 'at least one element'",
        "'elements: {48: {kind: fixed}}', 'set it for kind FIXED'",
        "'elements: {48: {kind: llvar, length: 3}}', 'remove it'",
        "'entry-modes: {\"00\": CARD}', 'entry-modes'",
        "'time-zone: Mars', 'set a name such as'",
        "'header-bytes: 100', 'set 0 to 64'",
        "'ip: {element: 60}|ip: {element: 61}', 'the key ip occurs twice'",
        "'ip: [', 'not valid YAML'",
        "'text', 'has no keys'",
        "'# nothing', 'has no keys'"
    })
    void aWrongMappingIsRefusedWithItsKey(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace('|', '\n')))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("mapping.yaml");
    }

    private Transaction only(Iso8583Mapping mapping, String message) {
        RecordingSink sink = RecordingSink.of(converter(mapping), message.getBytes(ISO_8859_1));
        assertThat(sink.transactions).as(sink.toString()).hasSize(1);
        return sink.transactions.get(0);
    }

    private Iso8583Converter converter(Iso8583Mapping mapping) {
        return new Iso8583Converter(TextEncoding.ASCII, BitmapEncoding.HEX, mapping, tokens, null);
    }

    private Iso8583Mapping read(String yaml) throws IOException {
        return Iso8583Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), yaml));
    }
}
