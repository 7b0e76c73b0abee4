package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonCodesTest {

    private static final Path DOCUMENT = Path.of("src/docs/REASONS.md");

    @Test
    void everyNumberOfTheVectorHasACodeOfItsOwn() {
        assertThat(ReasonCodes.CATALOGUE).extracting(ReasonCodes.Entry::feature).isEqualTo(Layers.featureNames());
        assertThat(ReasonCodes.CATALOGUE).extracting(ReasonCodes.Entry::code).doesNotHaveDuplicates();
        assertThat(ReasonCodes.CATALOGUE)
                .extracting(ReasonCodes.Entry::code)
                .allMatch(code -> code.matches("[A-Z][A-Z0-9_]*"));
    }

    @Test
    void everyReasonIsASentenceWithTheValueAndTheUsualOne() {
        for (ReasonCodes.Entry entry : ReasonCodes.CATALOGUE) {
            String sentence = new Reason(entry.code(), entry.feature(), 812.25, 0.25, 1).sentence();

            assertThat(sentence).startsWith(entry.meaning());
            assertThat(sentence)
                    .contains(entry.isAbsence() ? "not known; usually known in 25 %" : "812, on average 0.250");
        }
        assertThat(new Reason("X", "no.such", 1, 2, 3).sentence()).isEqualTo("no.such is 1");
        assertThat(new Reason("A", Layers.featureNames().get(0), 7, Double.NaN, 3).sentence())
                .endsWith(": 7");
    }

    @Test
    void theDocumentListsTheCatalogue() throws IOException {
        List<String> rows =
                new ArrayList<>(List.of("| code | feature | what it says | told beside |", "|---|---|---|---|"));
        for (ReasonCodes.Entry entry : ReasonCodes.CATALOGUE) {
            rows.add("| `" + entry.code() + "` | `" + entry.feature() + "` | " + entry.meaning()
                    + (entry.isAbsence() ? ": not known | " : " | ")
                    + (entry.against() == null ? "all payments" : entry.against()) + " |");
        }

        assertThat(Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("|"))
                        .toList())
                .as("paste this into " + DOCUMENT + ":\n" + String.join("\n", rows) + "\n")
                .isEqualTo(rows);
    }
}
