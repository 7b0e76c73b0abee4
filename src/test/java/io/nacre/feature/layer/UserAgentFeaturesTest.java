package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserAgentFeaturesTest {

    private static final String PHONE = "Mozilla/5.0 (Phone; Version 12) Browser/91.0";

    @Test
    void aPhoneThatCallsItselfTheSameHasTheSameNumbersHoweverItIsWritten() {
        assertThat(weights(PHONE)).isEqualTo(weights("mozilla 5 0 phone version 12 browser 91 0"));
    }

    @Test
    void distinguishesUserAgentsAndTheOrderOfTheirWords() {
        assertThat(weights(PHONE)).isNotEqualTo(weights("curl/8.4"));
        assertThat(weights("one two three")).isNotEqualTo(weights("three two one"));
    }

    @Test
    void eachWordHasOneBucketAndASign() {
        double[] single = weights("curl");
        double sum = 0;
        for (double weight : single) {
            sum += Math.abs(weight);
        }

        assertThat(sum).isEqualTo(1);
        assertThat(weights("curl curl curl curl")).isNotEqualTo(single);
    }

    @Test
    void noAgentIsAllZero() {
        assertThat(weights(null)).containsOnly(0);
        assertThat(weights("/ ()")).containsOnly(0);
    }

    @Test
    void anAgentIsNewUntilTheAccountUsedItOnce() {
        assertThat(agentNew(2)).isOne();
        assertThat(agentNew(3)).isZero();
    }

    /** Of the last of so many payments, all by two agents in turn. */
    private static float agentNew(int payments) {
        FeatureGroup<?> featureGroup = Layers.featureGroups(EntityType.ACCOUNT).stream()
                .filter(each -> each.name().equals("device-account"))
                .findFirst()
                .orElseThrow();
        return last(featureGroup, payments)[Layers.featureNames().indexOf("device.agent_new")];
    }

    private static <S> float[] last(FeatureGroup<S> featureGroup, int payments) {
        S memory = featureGroup.memory().initial();
        FeatureVector vector = FeatureVector.blank();
        for (int i = 0; i < payments; i++) {
            Transaction plain = Payments.payment("t" + i, "a", Payments.START_MS + i);
            memory = featureGroup.step(memory, Payments.by("Browser/" + i % 2, plain), Facts.UNKNOWN, vector);
        }
        return vector.values();
    }

    private static double[] weights(@Nullable String agent) {
        double[] weights = new double[UserAgentFeatures.BUCKETS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = UserAgentFeatures.weight(agent, i);
        }
        return weights;
    }
}
