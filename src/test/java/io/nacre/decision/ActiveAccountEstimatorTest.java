package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActiveAccountEstimatorTest {

    /** 1,024 names with the same {@link String#hashCode}, as anybody can write them. */
    @Test
    void countsAccountsWhoseNamesWereMadeToMeet() {
        ActiveAccountEstimator paying = new ActiveAccountEstimator();
        for (int i = 0; i < 1_024; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 10; bit++) {
                name.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
            }
            assertThat(name.toString().hashCode()).isEqualTo("AaAaAaAaAaAaAaAaAaAa".hashCode());
            paying.add(name.toString(), 5);
        }

        assertThat(paying.accounts()).isBetween(950L, 1_100L);
    }
}
