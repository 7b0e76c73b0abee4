package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IpLayerTest {

    @Test
    void anOperatorIsNewUntilTheAccountPaidFromIt() {
        assertThat(last("operator_new", 1_136L)).isOne();
        assertThat(last("operator_new", 1_136L, 1_136L)).isZero();
        assertThat(last("operator_new", 1_136L, 33_915L)).isOne();
    }

    @Test
    void withoutDatabaseNoOperatorIsKnown() {
        assertThat(last("operator_new?", 1_136L, null)).isZero();
        assertThat(last("operator_new?", 1_136L)).isOne();
    }

    /** Of the last of an account's payments, one from each of these operators. */
    private static float last(String feature, @Nullable Long... operators) {
        FeatureGroup<?> featureGroup = Layers.featureGroups(EntityType.ACCOUNT).stream()
                .filter(each -> each.name().equals("ip-account"))
                .findFirst()
                .orElseThrow();
        return last(featureGroup, operators)[Layers.featureNames().indexOf("ip." + feature)];
    }

    private static <S> float[] last(FeatureGroup<S> featureGroup, @Nullable Long... operators) {
        S memory = featureGroup.memory().initial();
        FeatureVector vector = FeatureVector.blank();
        for (int i = 0; i < operators.length; i++) {
            Transaction payment = Payments.payment("t" + i, "a", Payments.START_MS + i);
            Facts facts = new Facts(new IpFacts(null, operators[i], null, null, null), null, null);
            memory = featureGroup.step(memory, payment, facts, vector);
        }
        return vector.values();
    }
}
