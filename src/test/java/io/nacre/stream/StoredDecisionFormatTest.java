package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.incident.Alert;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.Payments;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.AccountIncidentStateSerializer;
import io.nacre.stream.state.SeenTransaction;
import io.nacre.stream.state.SeenTransactionSerializer;
import io.nacre.stream.state.StoredDecision;
import io.nacre.stream.state.StoredDecisionSerializer;
import io.nacre.stream.wire.EntityKeysCodec;
import io.nacre.stream.wire.StateEnumCodes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What the guard keeps: as it was, small, and for later programs to read. */
class StoredDecisionFormatTest {

    private final StoredDecisionSerializer answers = new StoredDecisionSerializer();
    private final AccountIncidentStateSerializer files = new AccountIncidentStateSerializer();

    @Test
    void answersAndFilesAreReadAsTheyWereWritten() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Samples samples = new Samples(seed);
            StoredDecision storedDecision = StoredDecision.of(samples.decision());
            AccountIncidentState file = file(samples.ownAlert(), seed);

            assertThat(read(answers, write(answers, storedDecision))).isEqualTo(storedDecision);
            assertThat(read(files, write(files, file))).isEqualTo(file);
        }
    }

    @Test
    void anEmptyFileIsReadAsOne() throws IOException {
        assertThat(read(files, write(files, AccountIncidentState.EMPTY))).isEqualTo(AccountIncidentState.EMPTY);
    }

    @Test
    void aDuplicateGetsTheSameDecision() {
        Decision decision = new Samples(4).decision();

        Decision again = StoredDecision.of(decision).toDecision(duplicateOf(decision), 77);

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("duplicate", "decidedAtMs")
                .isEqualTo(decision);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.decidedAtMs()).isEqualTo(77);
    }

    @Test
    void aDecisionIsRememberedInFewBytes() throws IOException {
        StoredDecision usual = new StoredDecision(
                1_790_000_000_000L,
                new PolicyOutcome(Outcome.APPROVE, Cause.SCORE),
                new ScoringResult(
                        new ModelScore(
                                new Trail(new double[11]),
                                List.of(),
                                new Anomaly(0.5, List.of()),
                                "20260101-0123456789ab"),
                        List.of("credit", "social"),
                        RuleAndChallengerResults.NONE));

        assertThat(write(answers, usual)).hasSize(148);
        assertThat(write(files, AccountIncidentState.EMPTY.withWalkMs(1_790_000_000_000L)))
                .hasSize(8);
    }

    @Test
    void readsWhatTheFirstFormatWrote() throws IOException {
        byte[] first = HexFormat.of()
                .parseHex("010102020001" + "3ff0000000000000" + "00" + "0000000000000000" + "0162" + "0103636172"
                        + "0000");

        assertThat(read(answers, first))
                .isEqualTo(new StoredDecision(
                        -1,
                        new PolicyOutcome(Outcome.DECLINE, Cause.SCORE),
                        new ScoringResult(
                                new ModelScore(new Trail(new double[] {1}), List.of(), null, "b"),
                                List.of("car"),
                                RuleAndChallengerResults.NONE)));
    }

    @Test
    void aStoredDecisionIsReadAsItWasWritten() throws IOException {
        SeenTransactionSerializer mets = new SeenTransactionSerializer();
        Transaction payment = Payments.varied(7, 1_790_000_000_000L);
        SeenTransaction seenTransaction = SeenTransaction.of(payment, EntityKeys.of(payment));

        byte[] bytes = write(mets, seenTransaction);

        assertThat(read(mets, bytes)).isEqualTo(seenTransaction);
        assertThat(bytes).hasSize(84);
    }

    @Test
    void keysOfTheFirstFormatHadNoTermsAndConflictWithNothing() throws IOException {
        SeenTransactionSerializer mets = new SeenTransactionSerializer();
        Transaction payment = Payments.varied(7, 1_790_000_000_000L);
        DataOutputSerializer first = new DataOutputSerializer(64);
        first.writeByte(1);
        EntityKeysCodec.write(EntityKeys.of(payment), first);

        SeenTransaction seenTransaction = read(mets, first.getCopyOfBuffer());

        assertThat(seenTransaction).isEqualTo(new SeenTransaction(EntityKeys.of(payment), null, null, null));
        assertThat(seenTransaction.conflicts(payment)).isFalse();
    }

    @Test
    void anotherPaymentWithTheSameIdIsNeverApproved() {
        for (int seed = 0; seed < 50; seed++) {
            Decision decision = new Samples(seed).decision();

            Decision disputed = StoredDecision.of(decision).asIdConflict().toDecision(duplicateOf(decision), 77);

            assertThat(disputed.cause()).isEqualTo(Cause.ID_CONFLICT);
            assertThat(disputed.outcome())
                    .isEqualTo(decision.outcome() == Outcome.DECLINE ? Outcome.DECLINE : Outcome.REVIEW);
            assertThat(disputed.duplicate()).isTrue();
            assertThat(disputed.policy().causeDetail()).contains("with a unique id");
        }
    }

    @Test
    void readsReasonsWithoutTheAccountBaseline() throws IOException {
        byte[] first = HexFormat.of()
                .parseHex("010102020001" + "3ff0000000000000" + "01" + "0161" + "0162" + "3ff0000000000000"
                        + "4000000000000000" + "4008000000000000" + "0000000000000000" + "0162" + "0103636172"
                        + "0000");

        assertThat(read(answers, first).scoring().model().reasons()).containsExactly(new Reason("a", "b", 1, 2, 3));
    }

    @Test
    void refusesAFormatFromTheFuture() {
        assertThatThrownBy(() -> read(answers, new byte[] {3, 0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format 3")
                .hasMessageContaining("the program version that wrote it");
    }

    @Test
    void restoredStateIsReadAsItIs() {
        assertThat(answers.snapshotConfiguration()
                        .resolveSchemaCompatibility(new StoredDecisionSerializer.Snapshot())
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(answers.snapshotConfiguration().restoreSerializer()).isEqualTo(answers);
        assertThat(files.snapshotConfiguration().restoreSerializer()).isEqualTo(files);
    }

    @Test
    void everyEnumConstantHasACode() {
        assertThat(StateEnumCodes.OUTCOMES).containsExactlyInAnyOrder(Outcome.values());
        assertThat(StateEnumCodes.CAUSES).containsExactlyInAnyOrder(Cause.values());
        assertThat(StateEnumCodes.STATUSES).containsExactlyInAnyOrder(Alert.Status.values());
    }

    private static AccountIncidentState file(Alert alert, int seed) {
        return new AccountIncidentState(
                seed % 4 == 0 ? null : alert, seed % 7 == 0 ? AccountIncidentState.NEVER : 1_790_000_000_000L + seed);
    }

    private static DuplicateTransaction duplicateOf(Decision decision) {
        return new DuplicateTransaction(
                decision.origin(), decision.accountId(), decision.transactionId(), decision.eventTimeMs(), false);
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return value;
    }
}
