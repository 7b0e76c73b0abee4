package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionCodeTest {

    private static final Path DOCUMENT = Path.of("src/docs/BAD-INPUT.md");

    @Test
    void theDocumentListsEveryCode() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| code | what is wrong | remedy |", "|---|---|---|"));
        for (RejectionCode code : RejectionCode.values()) {
            rows.add("| `" + code + "` | " + code.meaning() + " | " + code.remedy() + " |");
        }

        assertThat(Files.readAllLines(DOCUMENT).stream()
                        .dropWhile(line -> !line.equals(rows.get(0)))
                        .takeWhile(line -> line.startsWith("|"))
                        .toList())
                .as("paste this into " + DOCUMENT + ":\n" + String.join("\n", rows) + "\n")
                .isEqualTo(rows);
    }
}
