package io.nacre.codec.rejection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.BadRecords;
import io.nacre.codec.BadRecords.Row;
import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.Framing;
import io.nacre.codec.Samples;
import io.nacre.feature.Payments;
import io.nacre.payment.Merchant;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom an answer reaches about a payment that was refused, and that nobody takes that answer for a decision. */
class RejectedTransactionTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("payments.transactions", 3, 42, BadRecords.NOW_MS);
    private static final String CARD = "4111111111111111";
    private static final RejectedTransaction REJECTED = new RejectedTransaction(
            "t-1", "a-1", RejectionCode.AMOUNT_RANGE, "amount_minor", "is negative", ORIGIN, BadRecords.NOW_MS + 7);

    private final ContractReader<Transaction> reader = Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT);

    @Test
    void isReadBackAndTheSameContractInAnotherJvm() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(Contract.REJECTED_TRANSACTION);

        assertThat(Contract.REJECTED_TRANSACTION.reader(Framing.SINGLE_OBJECT).read(RecordOrigin.NONE, written()))
                .isEqualTo(new DecodeResult.Value<>(REJECTED));
        assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
                .isSameAs(Contract.REJECTED_TRANSACTION);
    }

    @Test
    void isNoDecisionAndADecisionIsNoRejection() {
        byte[] decision = Contract.DECISION.writer(Framing.SINGLE_OBJECT, "t").write(new Samples(1).decision());

        assertThat(Contract.DECISION.reader(Framing.SINGLE_OBJECT).read(RecordOrigin.NONE, written()))
                .isInstanceOf(DecodeResult.Rejected.class);
        assertThat(Contract.REJECTED_TRANSACTION.reader(Framing.SINGLE_OBJECT).read(RecordOrigin.NONE, decision))
                .isInstanceOf(DecodeResult.Rejected.class);
    }

    @Test
    void readersOfEveryReleaseSeeAnOutcomeThatTheyTreatAsReview() throws IOException {
        List<Schema> released;
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/schemas"))) {
            released = files.filter(file -> file.endsWith("decision.avsc"))
                    .map(RejectedTransactionTest::parsed)
                    .toList();
        }

        assertThat(released).isNotEmpty().allSatisfy(schema -> {
            byte[] bytes = written();
            GenericRecord read = new GenericDatumReader<GenericRecord>(Contract.DECISION.schema(), schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));

            assertThat(read.get("outcome")).hasToString("UNKNOWN");
            assertThat(read.get("transaction_id")).hasToString("t-1");
        });
    }

    @Test
    void everyRejectedFieldExceptTheIdsLeavesATransactionToReply() {
        Set<String> nameless = Set.of(
                "no id",
                "an id of NUL and spaces",
                "an id of 10 kB",
                "an id of combining marks",
                "no account",
                "a card number for an account");
        List<Row> rows = BadRecords.all().stream()
                .filter(row -> row.contract() == Contract.TRANSACTION && isOfAField(row.code()))
                .toList();

        assertThat(rows).extracting(Row::name).containsAll(nameless);
        assertThat(rows)
                .allSatisfy(row -> assertThat(ids(row.bytes()))
                        .isEqualTo(nameless.contains(row.name()) ? null : new TransactionReference("t-0", "a-0")));
    }

    @Test
    void withoutAKnownSchemaThereIsNoTransactionToReply() {
        List<Row> rows = BadRecords.all().stream()
                .filter(row -> row.contract() == Contract.TRANSACTION
                        && (row.code() == RejectionCode.EMPTY || row.code() == RejectionCode.SCHEMA_UNKNOWN))
                .toList();

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(ids(row.bytes())).isNull());
    }

    @Test
    void aRecordIsReadAsFarAsItGoesAndNoFurther() {
        byte[] whole = BadRecords.payment("t-1", "a-1");
        int end = new String(whole, ISO_8859_1).indexOf("a-1") + "a-1".length();

        for (int length = 1; length < whole.length; length++) {
            assertThat(ids(Arrays.copyOf(whole, length)))
                    .as("cut after %d bytes", length)
                    .isEqualTo(length < end ? null : new TransactionReference("t-1", "a-1"));
        }
        assertThat(ids(Arrays.copyOf(whole, 70_000))).as("too large").isEqualTo(new TransactionReference("t-1", "a-1"));
    }

    @Test
    void noRejectionContainsACardNumber() {
        for (String card : List.of(CARD, "4111 1111 1111 1111", "order " + CARD)) {
            assertThat(ids(with(card, "a-1", "m-1", Map.of()))).as("as the id").isNull();
            assertThat(ids(with("t-1", card, "m-1", Map.of())))
                    .as("as the account")
                    .isNull();
        }
        DecodeResult<Transaction> decodeResult = reader.read(ORIGIN, with("t-1", "a-1", CARD, Map.of(CARD, "x")));

        DecodeResult.Rejected<Transaction> rejected = (DecodeResult.Rejected<Transaction>) decodeResult;
        TransactionReference ids = requireNonNull(rejected.ids());
        byte[] answer = Contract.REJECTED_TRANSACTION
                .writer(Framing.SINGLE_OBJECT, "t")
                .write(RejectedTransaction.of(ids, rejected.letter(), 0));
        assertThat(new String(answer, ISO_8859_1)).contains("t-1").doesNotContain(CARD);
    }

    private static boolean isOfAField(@Nullable RejectionCode code) {
        return code != null
                && switch (code) {
                    case EMPTY, UNREADABLE, SCHEMA_UNKNOWN, SCHEMA_INCOMPATIBLE, RECORD_TOO_LARGE -> false;
                    default -> true;
                };
    }

    private @Nullable TransactionReference ids(byte @Nullable [] bytes) {
        DecodeResult<Transaction> decodeResult = reader.read(ORIGIN, bytes);
        assertThat(decodeResult).isInstanceOf(DecodeResult.Rejected.class);
        return ((DecodeResult.Rejected<Transaction>) decodeResult).ids();
    }

    private static byte[] with(String id, String account, String merchant, Map<String, String> attributes) {
        Transaction plain = Payments.payment("t", "a", BadRecords.NOW_MS);
        return Contract.TRANSACTION
                .writer(Framing.SINGLE_OBJECT, "t")
                .write(new Transaction(
                        id,
                        plain.eventTimeMs(),
                        account,
                        null,
                        plain.amount(),
                        plain.channel(),
                        null,
                        null,
                        new Merchant(merchant, null, null, null, null),
                        null,
                        null,
                        null,
                        null,
                        attributes));
    }

    private static byte[] written() {
        return Contract.REJECTED_TRANSACTION.writer(Framing.SINGLE_OBJECT, "t").write(REJECTED);
    }

    private static Schema parsed(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
