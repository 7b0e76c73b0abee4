package io.nacre.model.bundle;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.BundleException;
import io.nacre.model.TestBundles;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.EngineKind;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class GoldenVectorsTest {

    private static final Bundle BUNDLE = TestBundles.catalogueBundle();

    private long nowNs;
    private int readings;

    @Test
    void rejectsASlowEngineWithItsTime() {
        LongSupplier slow = () -> nowNs += GoldenVectors.MAX_SCORE_NS + 1_000;

        assertThatThrownBy(() -> verify(EngineKind.COMPILED, slow))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("golden vector 0 takes 2001 µs at best, more than 2000 µs");
    }

    @Test
    void aBusyHostDoesNotRejectABundle() {
        LongSupplier mostlySlow = () -> nowNs += ++readings % 100 == 0 ? 1_000 : 50 * GoldenVectors.MAX_SCORE_NS;

        assertThatNoException().isThrownBy(() -> verify(EngineKind.COMPILED, mostlySlow));
    }

    @Test
    void theReferenceMayTakeItsTime() {
        LongSupplier slow = () -> nowNs += 50 * GoldenVectors.MAX_SCORE_NS;

        assertThatNoException().isThrownBy(() -> verify(EngineKind.DL4J, slow));
    }

    private static void verify(EngineKind kind, LongSupplier clockNs) {
        BUNDLE.golden().verify(new CompiledEngine(BUNDLE.model()), kind, clockNs);
    }
}
