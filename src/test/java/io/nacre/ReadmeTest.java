package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README says what the code says; where it does not, the test has the text to paste. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @Test
    void listsTheTopicsOfTheCatalogue() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| topic | key | what | kept |", "|---|---|---|---|"));
        TopicCatalogue.ALL.forEach(topic -> rows.add(row(topic)));

        assertThat(generated("topics")).as(paste(rows)).isEqualTo(rows);
    }

    @Test
    void namesTheTestCommandThatEveryChangeHasToPass() throws IOException {
        assertThat(Files.readString(README)).contains("\nmvn -B verify\n");
        assertThat(Path.of(".ci", "run")).isExecutable().content().endsWith("exec mvn -B verify\n");
    }

    private static String row(Topic<?> topic) {
        String what = topic.contract().schema().getDoc().split("\\.(?: |$)|; ", 2)[0];
        List<String> kept = new ArrayList<>();
        if (topic.cleanup() == Topic.Cleanup.KEEP) {
            kept.add("for ever");
        } else if (topic.cleanup() != Topic.Cleanup.DELETE) {
            kept.add("newest of each key");
        }
        if (topic.retention() != null) {
            kept.add(topic.retention().toDays() + " days");
        }
        String keeping = kept.isEmpty() ? "as the platform says" : String.join(", ", kept);
        return "| `" + topic.name() + "` | " + topic.keyedBy() + " | " + what + " | " + keeping + " |";
    }

    /** The lines between a table's two markers. */
    private static List<String> generated(String name) throws IOException {
        String begin = "<!-- " + name + ": generated";
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith(begin))
                .skip(1)
                .takeWhile(line -> !line.equals("<!-- end -->"))
                .toList();
    }

    private static String paste(List<String> rows) {
        return "paste this between the markers:\n" + String.join("\n", rows) + "\n";
    }
}
