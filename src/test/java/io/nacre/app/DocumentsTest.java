package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents name only commands and files that there are. */
final class DocumentsTest {

    private static final Pattern COMMAND = Pattern.compile("scripts/nacre ([^`\n#]+)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern FILE =
            Pattern.compile("(?<![\\w./-])((?:src|schemas|docker|flink-conf|scripts|\\.ci)/[\\w./*-]*\\w)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    /** Pages that are still to be written. */
    private static final Pattern PENDING = Pattern.compile(
            "src/docs/(?:quickstart|how-to|operations|reference)/[\\w-]+\\.md|src/docs/concepts/walk\\.md");

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        documents.add(Path.of("docker", "compose.yaml"));
        documents.add(Path.of(".github", "SECURITY.md"));
        try (Stream<Path> files = Files.walk(Path.of("src", "docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void showsOnlyCommandsThatParse(Path document) throws IOException {
        Matcher commands = COMMAND.matcher(Files.readString(document));
        while (commands.find()) {
            String[] words = words(commands.group(1));
            assertThatCode(() -> Nacre.commandLine().parseArgs(words))
                    .as(commands.group())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesOnlyFilesThatAreThere(Path document) throws IOException {
        Matcher files = FILE.matcher(Files.readString(document));
        while (files.find()) {
            assertThat(exists(files.group(1))).as(files.group(1)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksOnlyToFilesThatAreThere(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            Path target = document.resolveSibling(links.group(1)).normalize();
            assertThat(Files.exists(target)
                            || PENDING.matcher(target.toString()).matches())
                    .as(links.group(1))
                    .isTrue();
        }
    }

    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    /** A star stands for any text of one name. */
    private static boolean exists(String path) {
        if (!path.contains("*")) {
            return Files.exists(Path.of(path));
        }
        Path file = Path.of(path);
        Pattern name = Pattern.compile(
                file.getFileName().toString().replace(".", "\\.").replace("*", ".*"));
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            return siblings.anyMatch(
                    sibling -> name.matcher(sibling.getFileName().toString()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
