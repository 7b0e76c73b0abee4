package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.LabelPrecedence;
import io.nacre.decision.Policy;
import io.nacre.decision.incident.Severity;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.layer.Layers;
import io.nacre.profile.NoFeatureState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the concept pages are those of the code; where they are not, the test has the text to paste. */
class ConceptsTest {

    private static final Path CONCEPTS = Path.of("src", "docs", "concepts");

    @Test
    void layersAreThoseOfTheCascade() throws IOException {
        List<String> rows = rows("| layer | evidence | state kept per |");
        Layers.CASCADE.forEach(layer -> rows.add(row(layer)));

        compare("layers", rows);
    }

    @Test
    void policyIsThatOfTheCode() throws IOException {
        List<String> rows = rows("| cause | applies where | outcome |");
        Policy.TABLE.forEach(
                line -> rows.add("| `" + line.cause() + "` | " + line.applies() + " | " + line.then() + " |"));

        compare("policy", rows);
    }

    @Test
    void severitiesAreThoseOfTheCode() throws IOException {
        List<String> rows = rows("| severity | expected loss from, EUR |");
        for (Severity severity : Severity.values()) {
            rows.add(String.format(Locale.ROOT, "| `%s` | %,.0f |", severity, severity.fromLoss()));
        }

        compare("incidents", rows);
    }

    @Test
    void labelPrecedenceIsThatOfTheCode() throws IOException {
        List<String> rows = rows("| current label | new label | label that counts |");
        LabelPrecedence.TABLE.forEach(
                line -> rows.add("| " + line.current() + " | " + line.arriving() + " | " + line.result() + " |"));

        compare("labels", rows);
    }

    private static List<String> rows(String head) {
        String rule = head.replaceAll("[^|]+", "---");
        return new ArrayList<>(List.of(head, rule));
    }

    private static String row(Layer layer) {
        String keys = layer.memories().stream()
                .filter(memory -> !(memory.initial() instanceof NoFeatureState))
                .map(Memory::key)
                .map(entityType -> entityType.name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        return "| " + layer.name() + " | " + layer.description() + " | " + (keys.isEmpty() ? "none" : keys) + " |";
    }

    /** The lines between the markers of a page's table. */
    private static void compare(String page, List<String> rows) throws IOException {
        List<String> written = Files.readAllLines(CONCEPTS.resolve(page + ".md")).stream()
                .dropWhile(line -> !line.matches("<!-- .*: generated from .*, compared by ConceptsTest -->"))
                .skip(1)
                .takeWhile(line -> !line.equals("<!-- end -->"))
                .toList();

        assertThat(written)
                .as("paste this between the markers:%n%s%n", String.join("\n", rows))
                .isEqualTo(rows);
    }
}
