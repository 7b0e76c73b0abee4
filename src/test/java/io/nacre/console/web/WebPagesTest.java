package io.nacre.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The console's pages: small, in two languages, and without a way for a merchant's name to become markup. */
class WebPagesTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "io", "nacre", "console", "web");
    private static final Path CASE_FILE =
            Path.of("src", "main", "java", "io", "nacre", "console", "http", "CaseFilePage.java");
    private static final String LIBRARY = "/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";
    private static final int GZIPPED_BYTES_MAX = 200_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    /** What would turn text into markup or code, or break the content security policy. */
    private static final Pattern UNSAFE =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\\.write|srcdoc"
                    + "|\\beval\\(|new Function|javascript:|\\bstyle=[\"'$]|<style|createContextualFragment|DOMParser");

    @Test
    void languagesHaveTheSameMessages() throws IOException {
        Map<String, String> english = messages("en");
        Map<String, String> german = messages("de");

        assertThat(english).hasSizeGreaterThan(400);
        assertThat(german.keySet()).isEqualTo(english.keySet());
        assertThat(english)
                .allSatisfy((key, text) ->
                        assertThat(placeholders(german.get(key))).as(key).isEqualTo(placeholders(text)));
        assertThat(Stream.of(english, german).flatMap(catalogue -> catalogue.values().stream()))
                .noneMatch(String::isBlank);
    }

    @Test
    void everyMessageThatIsUsedExists() throws IOException {
        Set<String> missing = new TreeSet<>(usedMessages(modules()));
        missing.removeAll(messages("en").keySet());

        assertThat(missing).isEmpty();
    }

    @Test
    void everyMessageIsUsed() throws IOException {
        String modules = modules();
        Set<String> groups = calls(modules, "label");
        Set<String> unused = new TreeSet<>(messages("en").keySet());
        unused.removeAll(usedMessages(modules));
        unused.removeIf(key -> groups.contains(key.substring(0, key.lastIndexOf('.'))));

        assertThat(groups)
                .hasSizeGreaterThan(15)
                .allSatisfy(group -> assertThat(messages("en"))
                        .anySatisfy((key, text) -> assertThat(key).startsWith(group + ".")));
        assertThat(unused).isEmpty();
    }

    @Test
    void textIsNeverMarkup() throws IOException {
        assertThat(UNSAFE.matcher("row.innerHTML = name").find()).isTrue();
        assertThat(UNSAFE.matcher("<p style=\"color:red\">").find()).isTrue();
        assertThat(files("js", "html"))
                .hasSizeGreaterThan(20)
                .allSatisfy((name, source) -> assertThat(
                                UNSAFE.matcher(source).results().map(MatchResult::group))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void thePageHasNoInlineScript() throws IOException {
        String page = Files.readString(FOLDER.resolve("index.html"));

        assertThat(Pattern.compile("<script(?![^>]* src=\"/[\\w.]+\")")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(Pattern.compile("\\son\\w+=").matcher(page).find()).isFalse();
        assertThat(page).doesNotContain("http:", "https:", "<style");
    }

    @Test
    void everythingTogetherIsSmall() throws IOException {
        Map<String, String> files = files("js", "css", "html", "json", "svg");
        int bytes = gzipped(library());
        for (String content : files.values()) {
            bytes += gzipped(content.getBytes(UTF_8));
        }

        assertThat(files).containsKeys("app.js", "console.css", "index.html", "messages.de.json", "world.json");
        assertThat(bytes).isBetween(20_000, GZIPPED_BYTES_MAX);
    }

    @Test
    void modulesImportWhatIsServed() throws IOException {
        Map<String, String> modules = files("js");
        Pattern imported = Pattern.compile("from \"/([^\"]+)\"");

        assertThat(modules.values())
                .flatMap(source -> imported.matcher(source)
                        .results()
                        .map(match -> match.group(1))
                        .toList())
                .isNotEmpty()
                .allMatch(name -> name.equals("lib/htm.js") || modules.containsKey(name));
    }

    private static Set<String> usedMessages(String modules) {
        Set<String> used = calls(modules, "t");
        for (String key : calls(modules, "tn")) {
            used.add(key + ".one");
            used.add(key + ".other");
        }
        return used;
    }

    /** The first arguments of all calls of a function. */
    private static Set<String> calls(String modules, String function) {
        return Pattern.compile("\\b" + function + "\\(\\s*\"([^\"]+)\"")
                .matcher(modules)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> messages(String language) throws IOException {
        return new ObjectMapper()
                .readValue(
                        FOLDER.resolve("messages." + language + ".json").toFile(),
                        new TypeReference<TreeMap<String, String>>() {});
    }

    /** The modules, and the page that the server makes of the same messages. */
    private static String modules() throws IOException {
        return String.join("\n", files("js").values()) + Files.readString(CASE_FILE);
    }

    private static Map<String, String> files(String... extensions) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (Stream.of(extensions).anyMatch(extension -> name.endsWith("." + extension))) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }

    private static byte[] library() throws IOException {
        try (InputStream in = WebPagesTest.class.getResourceAsStream(LIBRARY)) {
            assertThat(in).as("the library that the server serves").isNotNull();
            return in.readAllBytes();
        }
    }

    private static int gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.size();
    }
}
