package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README is short, and what it shows is what the code has. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern TOPIC = Pattern.compile("\\b(?:payments|fraud)\\.[a-z-]+");

    @Test
    void hasAtMostTwoHundredLines() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/docs/concepts/flow.md"})
    void showsTopicsOfTheCatalogue(Path document) throws IOException {
        List<String> shown = TOPIC.matcher(picture(document))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(TopicCatalogue.ALL).extracting(Topic::name).containsAll(shown);
        assertThat(shown)
                .contains(
                        TopicCatalogue.TRANSACTIONS.name(),
                        TopicCatalogue.VERDICTS.name(),
                        TopicCatalogue.DECISIONS.name(),
                        TopicCatalogue.ALERTS.name());
    }

    @Test
    void namesTheTestCommandThatEveryChangeHasToPass() throws IOException {
        assertThat(Files.readString(README)).contains("\nmvn -B verify\n");
        assertThat(Path.of(".ci", "run")).isExecutable().content().endsWith("exec mvn -B verify\n");
    }

    /** The first block of a document. */
    private static String picture(Path document) throws IOException {
        return Files.readString(document).split("```")[1];
    }
}
