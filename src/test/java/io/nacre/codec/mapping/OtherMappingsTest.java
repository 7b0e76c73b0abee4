package io.nacre.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nacre.codec.AvroRecords;
import io.nacre.codec.Contract;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.decision.Verdict;
import io.nacre.decision.incident.Alert;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OtherMappingsTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_000L);
    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 0, 1, NOW.toEpochMilli());
    private static final String SHA_256 = "ab".repeat(32);

    /** A reading that must be refused. */
    interface Reading {
        Object read() throws RecordRejectedException;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refuses(RejectionCode code, String field, Reading reading) {
        DeadLetter letter = letter(reading);

        assertThat(letter.code()).isEqualTo(code);
        assertThat(letter.field()).isEqualTo(field);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(RejectionCode.NOT_A_NUMBER, "credit_score", () -> profile(Double.NaN, Map.of())),
                fault(RejectionCode.NOT_A_NUMBER, "social_signals.x", () -> profile(1.0, Map.of("x", 1.0 / 0))),
                fault(RejectionCode.NOT_A_NUMBER, "score", OtherMappingsTest::decisionWithoutScore),
                fault(RejectionCode.NOT_A_NUMBER, "score", OtherMappingsTest::alertWithoutScore),
                fault(
                        RejectionCode.SYMBOL_UNKNOWN,
                        "type",
                        () -> lifecycleEvent(io.nacre.avro.LifecycleType.UNKNOWN, null, null)),
                fault(
                        RejectionCode.FIELD_MALFORMED,
                        "decline_reason",
                        () -> lifecycleEvent(
                                io.nacre.avro.LifecycleType.AUTHORISED, io.nacre.avro.DeclineReason.OTHER, null)),
                fault(
                        RejectionCode.AMOUNT_RANGE,
                        "amount_minor",
                        () -> lifecycleEvent(io.nacre.avro.LifecycleType.REFUNDED, null, -1L)),
                fault(RejectionCode.SYMBOL_UNKNOWN, "finding", () -> verdict(io.nacre.avro.Finding.UNKNOWN, "note")),
                fault(RejectionCode.TIME_RANGE, "expires_at", () -> action(io.nacre.avro.ActorType.PERSON, NOW)),
                fault(RejectionCode.TIME_RANGE, "expires_at", () -> action(io.nacre.avro.ActorType.SYSTEM, null)),
                fault(RejectionCode.SYMBOL_UNKNOWN, "actor_type", () -> action(io.nacre.avro.ActorType.UNKNOWN, null)),
                fault(
                        RejectionCode.FIELD_MALFORMED,
                        "value",
                        () -> entry(io.nacre.avro.ListSubject.IP, "192.0.2.0/33")),
                fault(RejectionCode.FIELD_MALFORMED, "value", () -> entry(io.nacre.avro.ListSubject.COUNTRY, "fr")),
                fault(RejectionCode.FIELD_MALFORMED, "value", () -> entry(io.nacre.avro.ListSubject.COUNTRY, "UK")),
                fault(RejectionCode.FIELD_MALFORMED, "value", () -> entry(io.nacre.avro.ListSubject.IP, "127.0.0.1")),
                fault(
                        RejectionCode.CARD_NUMBER,
                        "value",
                        () -> entry(io.nacre.avro.ListSubject.CARD, "4111111111111111")),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("bundles/b1", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("not a uri", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("file:b1.zip", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("file://host/b1.zip", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("file:///bundles/", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("jar:file:/b1.zip!/a", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("data:,x", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("s3://key:secret@bucket/b1.zip", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "uri", () -> bundle("s3://bucket/b1.zip?version=2", SHA_256)),
                fault(RejectionCode.FIELD_MALFORMED, "sha256", () -> bundle("file:///b1", "AB")));
    }

    /** A vector holds floats, and nobody reads an example with an infinite one. */
    @Test
    void boundsWhatBecomesAFeature() throws RecordRejectedException {
        AccountProfile profile = (AccountProfile) profile(1e308, Map.of("high", Double.MAX_VALUE, "low", -1e300));

        assertThat(profile.creditScore()).isEqualTo(Float.MAX_VALUE);
        assertThat(profile.socialSignals())
                .isEqualTo(Map.of("high", (double) Float.MAX_VALUE, "low", (double) -Float.MAX_VALUE));
    }

    @Test
    void boundsTimesThatMayLieAnywhere() throws RecordRejectedException {
        AccountProfile profile = new AccountProfileMapping()
                .read(
                        new io.nacre.avro.AccountProfile(
                                "a",
                                Instant.ofEpochMilli(Long.MIN_VALUE),
                                null,
                                null,
                                Instant.ofEpochMilli(Long.MAX_VALUE),
                                null,
                                Map.of()),
                        ORIGIN);

        assertThat(profile.asOfMs())
                .isEqualTo(Instant.parse("0001-01-01T00:00:00Z").toEpochMilli());
        assertThat(profile.openedAtMs())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z").toEpochMilli());
    }

    @Test
    void aVerdictReasonOfANewerSchemaIsAnotherReason() throws RecordRejectedException {
        Verdict verdict = (Verdict) verdict(io.nacre.avro.Finding.FRAUD, "called", io.nacre.avro.VerdictReason.UNKNOWN);

        assertThat(verdict.reason()).isEqualTo(Verdict.Reason.OTHER);
    }

    @Test
    void masksACardNumberInANote() throws RecordRejectedException {
        Verdict verdict = (Verdict) verdict(io.nacre.avro.Finding.FRAUD, "card 4111 1111 1111 1111 is stolen");

        assertThat(verdict.note()).isEqualTo("card **** **** **** **** is stolen");
        assertThat(Contract.VERDICT.maskedFields(verdict)).containsExactly("note");
    }

    @Test
    void acceptsAProfileThatHasBeenTrueForEver() throws RecordRejectedException {
        io.nacre.avro.AccountProfile record =
                new io.nacre.avro.AccountProfile("a", Instant.EPOCH, null, "DE", null, null, Map.of());

        assertThat(new AccountProfileMapping().read(record, ORIGIN).asOfMs()).isZero();
    }

    private static Object profile(double creditScore, Map<String, Double> signals) throws RecordRejectedException {
        return new AccountProfileMapping()
                .read(new io.nacre.avro.AccountProfile("a", NOW, null, null, null, creditScore, signals), ORIGIN);
    }

    @Test
    void aDeclineReasonOfANewerSchemaIsAnotherReason() throws RecordRejectedException {
        LifecycleEvent event = (LifecycleEvent)
                lifecycleEvent(io.nacre.avro.LifecycleType.DECLINED, io.nacre.avro.DeclineReason.UNKNOWN, null);

        assertThat(event.declineReason()).isEqualTo(LifecycleEvent.DeclineReason.OTHER);
    }

    private static Object lifecycleEvent(
            io.nacre.avro.LifecycleType type, io.nacre.avro.@Nullable DeclineReason reason, @Nullable Long amount)
            throws RecordRejectedException {
        return new LifecycleEventMapping()
                .read(new io.nacre.avro.LifecycleEvent("a", "t", "e", type, reason, amount, NOW), ORIGIN);
    }

    private static Object verdict(io.nacre.avro.Finding finding, String note) throws RecordRejectedException {
        return verdict(finding, note, null);
    }

    private static Object verdict(
            io.nacre.avro.Finding finding, String note, io.nacre.avro.@Nullable VerdictReason reason)
            throws RecordRejectedException {
        return new VerdictMapping()
                .read(new io.nacre.avro.Verdict("a", "t", null, finding, "ada", note, NOW, reason), ORIGIN);
    }

    private static Object action(io.nacre.avro.ActorType by, @Nullable Instant until) throws RecordRejectedException {
        return new AccountActionMapping()
                .read(
                        new io.nacre.avro.AccountAction(
                                "a",
                                io.nacre.avro.ActionType.FREEZE,
                                1L,
                                "ada",
                                "why",
                                NOW,
                                until,
                                io.nacre.avro.FreezeScope.BOTH,
                                by),
                        ORIGIN);
    }

    private static Object entry(io.nacre.avro.ListSubject subject, String value) throws RecordRejectedException {
        return new ListEntryMapping()
                .read(
                        new io.nacre.avro.ListEntry(
                                io.nacre.avro.ListName.BLOCK,
                                subject,
                                value,
                                io.nacre.avro.ListChange.ADD,
                                1L,
                                "ada",
                                "why",
                                NOW,
                                null),
                        ORIGIN);
    }

    private static Object bundle(String uri, String sha256) throws RecordRejectedException {
        return new BundleMapping()
                .read(
                        new io.nacre.avro.Bundle("b", uri, sha256, io.nacre.avro.BundleRole.CHAMPION, "ada", NOW),
                        ORIGIN);
    }

    private static Arguments fault(RejectionCode code, String field, Reading reading) {
        return arguments(code, field, reading);
    }

    private static Decision decisionWithoutScore() throws RecordRejectedException {
        io.nacre.avro.Decision record = AvroRecords.of(Contract.DECISION, new Samples(1).decision());
        record.setScore(Double.NaN);
        return new DecisionMapping().read(record, ORIGIN);
    }

    private static Alert alertWithoutScore() throws RecordRejectedException {
        io.nacre.avro.Alert record = AvroRecords.of(Contract.ALERT, new Samples(1).alert());
        record.setScore(Double.POSITIVE_INFINITY);
        return new AlertMapping().read(record, ORIGIN);
    }

    private static DeadLetter letter(Reading reading) {
        try {
            throw new AssertionError("accepted: " + reading.read());
        } catch (RecordRejectedException recordRejectedException) {
            return recordRejectedException.letter(ORIGIN, null);
        }
    }
}
