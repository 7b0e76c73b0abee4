package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.CommandsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The documents speak in short sentences and in the field's words. The words to avoid, and what may be written all the
 * same, are in {@code src/test/resources/language}.
 */
class LanguageTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "language");
    private static final int MEAN_MAX = 16;
    private static final int LENGTH_MAX = 30;
    private static final int HELP_LENGTH_MAX = 25;

    /** A text to avoid, what to write instead, and a sentence that it must be found in. */
    private record Word(Pattern pattern, String instead, String wrong) {
        boolean isIn(String text) {
            return pattern.matcher(text).find();
        }
    }

    @Test
    void sentencesAreShort() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (Path document : documents()) {
            for (String sentence : Prose.of(Files.readString(document)).sentences()) {
                int words = Prose.words(sentence);
                if (Prose.isWhole(sentence)) {
                    lengths.add(words);
                }
                if (words > LENGTH_MAX) {
                    tooLong.add(document + ": " + words + " words: " + sentence);
                }
            }
        }

        assertThat(tooLong).isEmpty();
        assertThat(lengths).hasSizeGreaterThan(100);
        assertThat(mean(lengths)).as("mean length of a sentence").isLessThanOrEqualTo(MEAN_MAX);
    }

    @Test
    void wordsAreThoseOfTheField() throws IOException {
        List<Word> words = words();
        List<String> exceptions = lines("exceptions.txt");
        List<String> found = new ArrayList<>();
        for (Path document : documents()) {
            for (String text : Prose.of(Files.readString(document)).texts()) {
                String checked = without(exceptions, text);
                words.stream()
                        .filter(word -> word.isIn(checked))
                        .forEach(word -> found.add(
                                document + ": " + word.pattern() + ", better " + word.instead() + ": " + text));
            }
        }

        assertThat(found).isEmpty();
    }

    /** The help of commands is printed alone, so it has no document around it to explain a word. */
    @Test
    void helpIsShortAndInTheFieldsWords() throws IOException {
        List<Word> words = words();
        List<String> found = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (String help : CommandsPage.helpTexts()) {
            for (String sentence : Prose.of(help).sentences()) {
                int length = Prose.words(sentence);
                lengths.add(length);
                if (length > HELP_LENGTH_MAX) {
                    found.add(length + " words: " + sentence);
                }
                words.stream()
                        .filter(word -> word.isIn(sentence))
                        .forEach(word -> found.add(word.pattern() + ", better " + word.instead() + ": " + sentence));
            }
        }

        assertThat(found).isEmpty();
        assertThat(lengths).hasSizeGreaterThan(400);
        assertThat(mean(lengths)).as("mean length of a sentence").isLessThanOrEqualTo(MEAN_MAX);
    }

    @Test
    void everyExceptionIsNeeded() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path document : documents()) {
            all.append(String.join("\n", Prose.of(Files.readString(document)).texts()))
                    .append('\n');
        }

        assertThat(lines("exceptions.txt")).allSatisfy(exception -> {
            assertThat(all).contains(exception);
            assertThat(words()).anyMatch(word -> word.isIn(exception));
        });
    }

    @Test
    void everyWordToAvoidIsFound() throws IOException {
        assertThat(words())
                .hasSizeGreaterThan(30)
                .allSatisfy(word -> assertThat(word.isIn(word.wrong()))
                        .as("%s in: %s", word.pattern(), word.wrong())
                        .isTrue());
    }

    @Test
    void theFieldsWordsMayBeUsed() throws IOException {
        String plain =
                "Freezes and lists are broadcast to every subtask, because a transfer is checked against the payee"
                        + " as well. The bundle holds histograms. The job applies it in order of arrival. The IP address is"
                        + " private. An automatic freeze ends after a day. Unlabelled transactions count as legitimate.";

        assertThat(words()).noneMatch(word -> word.isIn(plain));
    }

    @Test
    void readsTheProseOfADocument() {
        Prose prose = Prose.of("""
                # A heading
                <!-- a comment. -->
                The first sentence
                has `code. In it` and a [link](file.md). A second one (with 0.5 parts)!

                - An item
                - Another item ends here. And goes on.

                | a table | is no sentence |
                |---|---|

                ```sh
                code. And code.
                ```
                """);

        assertThat(prose.sentences())
                .containsExactly(
                        "The first sentence has Code and a link.",
                        "A second one (with 0.5 parts)!",
                        "An item",
                        "Another item ends here.",
                        "And goes on.");
        assertThat(prose.texts()).contains("# A heading", "| a table | is no sentence |");
        assertThat(prose.sentences().stream().map(Prose::words)).containsExactly(8, 6, 2, 4, 3);
        assertThat(prose.sentences().stream().map(Prose::isWhole)).containsExactly(true, true, false, true, true);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(
                List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of(".github", "SECURITY.md")));
        try (Stream<Path> files = Files.walk(Path.of("src", "docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    private static List<Word> words() throws IOException {
        return lines("words.tsv").stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Word(
                        Pattern.compile("\\b(?:" + cells[0] + ")\\b", Pattern.CASE_INSENSITIVE), cells[1], cells[2]))
                .toList();
    }

    private static String without(List<String> exceptions, String text) {
        String rest = text;
        for (String exception : exceptions) {
            rest = rest.replace(exception, "");
        }
        return rest;
    }

    private static double mean(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
