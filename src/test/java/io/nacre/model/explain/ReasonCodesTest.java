package io.nacre.model.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.layer.Layers;
import org.junit.jupiter.api.Test;

class ReasonCodesTest {

    @Test
    void everyNumberOfTheVectorHasACodeOfItsOwn() {
        assertThat(ReasonCodes.CATALOGUE).extracting(ReasonCodes.Entry::feature).isEqualTo(Layers.featureNames());
        assertThat(ReasonCodes.CATALOGUE).extracting(ReasonCodes.Entry::code).doesNotHaveDuplicates();
        assertThat(ReasonCodes.CATALOGUE)
                .extracting(ReasonCodes.Entry::code)
                .allMatch(code -> code.matches("[A-Z][A-Z0-9_]*"));
    }
}
