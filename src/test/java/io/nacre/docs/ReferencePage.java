package io.nacre.docs;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code src/docs/reference}: prose that people write, and sections that the code writes. A section lies
 * between {@code <!-- NAME: generated -->} and {@code <!-- end -->}.
 *
 * @param name of the file, without its ending
 * @param sections the lines of each generated section, by its name
 */
public record ReferencePage(String name, Map<String, List<String>> sections) {

    static final Path FOLDER = Path.of("src", "docs", "reference");

    private static final Pattern SECTION =
            Pattern.compile("(<!-- ([a-z-]+): generated -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    /** A page with one generated section. */
    public static ReferencePage of(String name, String section, List<String> lines) {
        return new ReferencePage(name, Map.of(section, lines));
    }

    Path file() {
        return FOLDER.resolve(name + ".md");
    }

    /** The page as it should be: its own prose, and every section as the code says now. */
    String filled() throws IOException {
        String page = Files.readString(file());
        Set<String> marked = SECTION.matcher(page)
                .results()
                .map(marker -> marker.group(2))
                .collect(toCollection(LinkedHashSet::new));
        if (!marked.equals(sections.keySet())) {
            throw new IllegalStateException(file() + " has the sections " + marked + ", and the code generates "
                    + sections.keySet() + ": write <!-- NAME: generated --> and <!-- end --> where each belongs");
        }
        return SECTION.matcher(page).replaceAll(this::section);
    }

    private String section(MatchResult marker) {
        String lines = String.join("\n", sections.getOrDefault(marker.group(2), List.of()));
        return Matcher.quoteReplacement(marker.group(1) + "\n" + lines + "\n\n" + marker.group(4));
    }

    @Override
    public String toString() {
        return name;
    }
}
