package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.LifecycleEvent;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The how-to and operations pages say what the code says. */
class GuidesTest {

    private static final Path DOCUMENTS = Path.of("src", "docs");

    @Test
    void listsWhatEachRoleMayDo() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| role | task | writes | reads |", "|---|---|---|---|"));
        for (PrincipalRole role : PrincipalRole.values()) {
            rows.add("| `" + role.name().toLowerCase(Locale.ROOT) + "` | " + role.does() + " | " + names(role.writes())
                    + " | " + names(role.reads()) + " |");
        }

        assertThat(page("operations/secure.md"))
                .as("paste this between the markers:%n%s%n", String.join("\n", rows))
                .contains("GuidesTest -->\n" + String.join("\n", rows) + "\n<!-- end -->");
    }

    @Test
    void showsAMappingThatReadsItsFile(@TempDir Path folder) throws IOException {
        String page = page("how-to/map-your-data.md");
        Path data = Files.writeString(folder.resolve("payments.csv"), block(page, "csv"));
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), block(page, "yaml"));
        List<Boolean> frauds = new ArrayList<>();

        CsvHistory.open(data, CsvMapping.read(mapping))
                .forEach(labelled ->
                        frauds.add(labelled.label() != null && labelled.label().fraud()));

        assertThat(frauds).containsExactly(false, true);
    }

    @Test
    void showsALifecycleEventOfTheFile(@TempDir Path folder) throws IOException {
        String page = page("how-to/map-your-data.md");
        String lifecycle = page.substring(page.indexOf("lifecycle:\n"));
        Path data = Files.writeString(folder.resolve("payments.csv"), block(page, "csv"));
        Files.writeString(folder.resolve("lifecycle.jsonl"), block(page, "json"));
        Path mapping = Files.writeString(
                folder.resolve("mapping.yaml"), block(page, "yaml") + lifecycle.substring(0, lifecycle.indexOf("```")));
        List<List<LifecycleEvent.Type>> types = new ArrayList<>();

        CsvHistory.open(data, CsvMapping.read(mapping))
                .forEach(labelled -> types.add(
                        labelled.lifecycle().stream().map(LifecycleEvent::type).toList()));

        assertThat(types).containsExactly(List.of(LifecycleEvent.Type.DECLINED), List.of());
    }

    @Test
    void showsAFeatureThatIsInItsLayer() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/io/nacre/feature/layer/AmountLayer.java")))
                .contains(block(page("how-to/add-a-feature.md"), "java").strip());
    }

    private static String names(List<Topic<?>> topics) {
        if (topics.isEmpty()) {
            return "none";
        }
        return topics.equals(TopicCatalogue.ALL)
                ? "all"
                : topics.stream().map(topic -> "`" + topic.name() + "`").collect(Collectors.joining(", "));
    }

    private static String page(String name) throws IOException {
        return Files.readString(DOCUMENTS.resolve(name));
    }

    /** The first block of a language. */
    private static String block(String page, String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
