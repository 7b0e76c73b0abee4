package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Documents name only commands, files and classes that exist, and say what a page is for. */
final class DocumentsTest {

    private static final Pattern COMMAND = Pattern.compile("scripts/nacre ([^`\n#]+)");
    private static final Pattern FILE =
            Pattern.compile("(?<![\\w./-])((?:src|schemas|docker|flink-conf|scripts|\\.ci)/[\\w./*-]*\\w)");
    /** A name of several words in code marks, such as a class and one of its methods. */
    private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})(?:\\.\\w+)?(?:\\(\\))?`");

    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w+)");
    /** Names of others, and the ending of ours. */
    private static final Set<String> OTHER_NAMES = Set.of(
            "BinaryMessageDecoder",
            "CreateTime",
            "DateTimeFormatter",
            "FuzzTest",
            "LogAppendTime",
            "StrictMath",
            "SuppressRestartsException");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static Set<String> classes = Set.of();

    @BeforeAll
    static void readClasses() throws IOException {
        classes = classes();
    }

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
        CommandLine nacre = Nacre.commandLine();
        Matcher commands = COMMAND.matcher(ShellWords.joined(Files.readString(document)));
        while (commands.find()) {
            String[] words = ShellWords.of(commands.group(1));
            assertThatCode(() -> nacre.parseArgs(words)).as(commands.group()).doesNotThrowAnyException();
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
    void linksOnlyToFilesAndHeadingsThatExist(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        while (links.find()) {
            Path target = links.group(1).isEmpty()
                    ? document
                    : document.resolveSibling(links.group(1)).normalize();
            assertThat(target).as(links.group()).exists();
            if (links.group(2) != null) {
                assertThat(anchors(target)).as(links.group()).contains(links.group(2));
            }
        }
    }

    @Test
    void anchorsAreThoseOfGitHub(@TempDir Path folder) throws IOException {
        Path page =
                Files.writeString(folder.resolve("page.md"), "# A `first` one\n\n## Block list, allow list: both\n");

        assertThat(anchors(page)).containsExactlyInAnyOrder("a-first-one", "block-list-allow-list-both");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesOnlyClassesThatAreThere(Path document) throws IOException {
        Matcher names = CLASS.matcher(Files.readString(document));
        while (names.find()) {
            assertThat(classes).contains(names.group(1));
        }
    }

    @Test
    void everyPageStartsWithWhatTheReaderCanDo() throws IOException {
        for (String folder : List.of("concepts", "how-to", "operations")) {
            for (Path page : pages(Path.of("src", "docs", folder))) {
                if (page.endsWith("glossary.md")) {
                    continue;
                }
                String start = Files.readString(page).split("\n\n", 3)[1];
                assertThat(start).as(page.toString()).containsPattern("(?i)(with|after) this page,? you (can|know)");
            }
        }
    }

    @Test
    void everyPageIsInTheIndex() throws IOException {
        Path root = Path.of("src", "docs");
        String index = Files.readString(root.resolve("README.md"));
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))
                            .map(file -> root.relativize(file).toString())
                            .filter(page -> page.contains("/")
                                    && (!page.startsWith("decisions/") || page.endsWith("README.md"))))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(page -> assertThat(index).contains("](" + page + ")"));
        }
    }

    @Test
    void everyDecisionIsInTheIndexWithItsTitle() throws IOException {
        Path folder = Path.of("src", "docs", "decisions");
        String index = Files.readString(folder.resolve("README.md"));
        List<Path> decisions = pages(folder).stream()
                .filter(page -> !page.endsWith("README.md"))
                .toList();

        assertThat(decisions).hasSizeGreaterThan(25);
        for (Path decision : decisions) {
            String title = Files.readAllLines(decision).get(0);
            assertThat(title).matches("# \\d{4} .+");
            String number = title.substring(2, 6);
            assertThat(decision.getFileName().toString()).startsWith(number + "-");
            assertThat(index).contains("[" + number + "](" + decision.getFileName() + ") " + title.substring(7) + "\n");
        }
    }

    /** The anchors that GitHub gives a page's headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The names of all types of this project, nested ones as well. */
    private static Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>(OTHER_NAMES);
        for (Path root : List.of(Path.of("src"), Path.of("target", "generated-sources"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    DECLARATION
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(declaration -> classes.add(declaration.group(1)));
                }
            }
        }
        return classes;
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
