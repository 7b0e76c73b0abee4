package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Label;
import io.nacre.payment.Label.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPrecedenceTest {

    /** V and C for the source, F and L for the finding, then when it became known. */
    @ParameterizedTest
    @CsvSource({
        ", VF5, VF5",
        ", VL5, VL5",
        ", CF5, CF5",
        "VL5, CF9, CF9",
        "VF5, CF9, CF9",
        "VL9, CF5, CF5",
        "CF5, VL9, CF5",
        "CF9, VF5, CF9",
        "CF5, CF9, CF5",
        "CF9, CF5, CF5",
        "VF5, VL9, VL9",
        "VL9, VF5, VL9",
        "VL5, VL9, VL9",
        "VF5, VF5, VF5",
        "VL5, VF5, VF5",
        "VF5, VL5, VF5"
    })
    void walksTheTable(@Nullable String current, String arriving, String expected) {
        assertThat(LabelPrecedence.merge(label(current), label(arriving))).isEqualTo(label(expected));
    }

    @Test
    void exactlyOneLineAppliesToEveryPairOfLabels() {
        List<@Nullable Label> before = new ArrayList<>(all());
        before.add(null);
        for (Label current : before) {
            for (Label arriving : all()) {
                assertThat(LabelPrecedence.TABLE)
                        .filteredOn(line -> line.condition().applies(current, arriving))
                        .as("%s, then %s", current, arriving)
                        .hasSize(1);
            }
        }
    }

    @Test
    void doesNotDependOnOrderOrNumberOfArrivals() {
        List<String> arrivals = List.of("VF5", "VL9", "VF7", "CF20", "CF12");
        for (int from = 0; from < arrivals.size(); from++) {
            List<String> some = arrivals.subList(from, arrivals.size());
            Label expected = settled(some);
            Permutations.each(some, order -> {
                assertThat(settled(order)).isEqualTo(expected);
                List<String> twice = new ArrayList<>(order);
                twice.addAll(order);
                assertThat(settled(twice)).isEqualTo(expected);
            });
        }
    }

    @Test
    void maturesWithTheLabelMaturityWindow() {
        assertThat(LabelPrecedence.isMature(label("VL5"), 10, 39, 30)).isFalse();
        assertThat(LabelPrecedence.isMature(label("VL5"), 10, 40, 30)).isTrue();
        assertThat(LabelPrecedence.isMature(label("CF15"), 10, 39, 30)).isFalse();
        assertThat(LabelPrecedence.isMature(label("CF41"), 10, 40, 30)).isFalse();
        assertThat(LabelPrecedence.isMature(label("CF40"), 10, 40, 30)).isTrue();
    }

    private static Label settled(List<String> arrivals) {
        Label expected = null;
        for (String each : arrivals) {
            expected = LabelPrecedence.merge(expected, label(each));
        }
        return expected;
    }

    private static List<Label> all() {
        return List.of(label("VF5"), label("VL5"), label("CF5"), label("VF9"), label("VL9"), label("CF9"));
    }

    private static @Nullable Label label(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Source source = text.charAt(0) == 'V' ? Source.VERDICT : Source.CHARGEBACK;
        return new Label("tx", "acct", text.charAt(1) == 'F', Long.parseLong(text.substring(2)), source);
    }
}
