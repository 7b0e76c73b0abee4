package io.nacre.model.explain;

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

    private static String beside(ReasonCodes.Entry entry) {
        if (entry.against() != null) {
            return entry.against();
        }
        return entry.isAbsence() || entry.unit().hasMean() ? "all payments" : "nothing";
    }

    @Test
    void theDocumentListsTheCatalogue() throws IOException {
        List<String> rows =
                new ArrayList<>(List.of("| code | feature | what it says | told beside |", "|---|---|---|---|"));
        for (ReasonCodes.Entry entry : ReasonCodes.CATALOGUE) {
            rows.add("| `" + entry.code() + "` | `" + entry.feature() + "` | " + entry.meaning()
                    + (entry.isAbsence() ? ": not known | " : " | ")
                    + beside(entry) + " |");
        }

        assertThat(Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("|"))
                        .toList())
                .as("paste this into " + DOCUMENT + ":\n" + String.join("\n", rows) + "\n")
                .isEqualTo(rows);
    }
}
