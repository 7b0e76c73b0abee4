package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryLayerTest {

    private static final long OPENED_MS = Payments.START_MS;

    @Test
    void distinguishesSecondsFromHoursAfterOpening() {
        float atOnce = openForSeconds(paid(1_000), facts(OPENED_MS));
        float sameDay = openForSeconds(paid(3 * Millis.HOUR_MS), facts(OPENED_MS));

        assertThat(atOnce).isCloseTo((float) Math.log(2), within(1e-6f));
        assertThat(sameDay).isCloseTo((float) Math.log1p(3 * 3600), within(1e-5f));
    }

    @Test
    void treatsAnAccountOpenedAfterItsPaymentAsOpenedNow() {
        assertThat(openForSeconds(paid(-5_000), facts(OPENED_MS))).isZero();
    }

    @Test
    void doesNotKnowTheAgeOfAnAccountWithoutProfile() {
        float[] vector = vector(paid(1_000), Facts.UNKNOWN);

        assertThat(vector[at("history.open_for_seconds?")]).isZero();
    }

    @Test
    void distinguishesNoFailedAttemptFromAMissingCount() {
        float[] none = vector(Payments.after(0, paid(0)), Facts.UNKNOWN);
        float[] three = vector(Payments.after(3, paid(0)), Facts.UNKNOWN);
        float[] uncounted = vector(paid(0), Facts.UNKNOWN);

        assertThat(none[at("history.failed_attempts")]).isZero();
        assertThat(none[at("history.failed_attempts?")]).isOne();
        assertThat(three[at("history.failed_attempts")]).isCloseTo((float) Math.log(4), within(1e-6f));
        assertThat(uncounted[at("history.failed_attempts?")]).isZero();
    }

    private static Transaction paid(long afterMs) {
        return Payments.payment("t", "a", OPENED_MS + afterMs);
    }

    private static Facts facts(long openedAtMs) {
        return Facts.UNKNOWN.with(new AccountProfile("a", 0, null, null, openedAtMs, null, Map.of()));
    }

    private static float openForSeconds(Transaction transaction, Facts facts) {
        return vector(transaction, facts)[at("history.open_for_seconds")];
    }

    private static float[] vector(Transaction transaction, Facts facts) {
        FeatureVector vector = FeatureVector.blank();
        Layers.featureGroups(EntityType.ACCOUNT)
                .forEach(featureGroup -> featureGroup.absent(transaction, facts, vector));
        return vector.values();
    }

    private static int at(String name) {
        return Layers.featureNames().indexOf(name);
    }
}
