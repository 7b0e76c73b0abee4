package io.nacre.app;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.app.cli.OptionDefaults;
import io.nacre.docs.MarkdownTable;
import io.nacre.docs.ReferencePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every setting that is not only an option: keys of the properties file, environment variables, Flink's configuration.
 */
public final class SettingsPage {

    private static final Path FLINK = Path.of("flink-conf");

    /** Variables that are no option; every one that a program, a script or the compose file reads has its line here. */
    private static final Map<String, String> VARIABLES = new TreeMap<>(Map.of(
            "NACRE_API_KEY", "the checkout clients: the API key, where the gateway needs one",
            "NACRE_GATEWAY", "the checkout clients: the URL of the gateway; `http://127.0.0.1:8480` by default",
            "NACRE_CONFIG", "`scripts/nacre`: the properties file, where `--config` names none",
            "NACRE_DEBUG", "`scripts/nacre`: set to 1, a failed command prints its whole stack trace",
            "NACRE_JAVA_OPTS", "`scripts/nacre`: further options of Java, such as `-Xmx4g`",
            "NACRE_WORK", "all scripts: the work folder; `.nacre` in the checkout by default",
            "NACRE_JDK21", "`scripts/check-registry`: the folder of a JDK 21 or later",
            "NACRE_FILES", "`docker/compose.yaml`: the folder with the bundle and the other files of the job",
            "NACRE_JOB_OPTIONS", "`docker/compose.yaml`: further options of the job",
            "NACRE_FROM_STATE", "`docker/compose.yaml`: the checkpoint or savepoint to start from"));

    private static final Pattern VARIABLE = Pattern.compile("(?<![A-Z_])NACRE_[A-Z0-9_]*[A-Z0-9]");

    private SettingsPage() {}

    public static ReferencePage page() {
        try {
            return new ReferencePage(
                    "settings",
                    Map.of("options", options(), "variables", variables(), "flink", flink(), "java", java()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> options() {
        Map<String, TreeSet<String>> commands = new TreeMap<>();
        collect(Nacre.commandLine(), commands);
        MarkdownTable table = new MarkdownTable("key of the file", "environment variable", "commands");
        commands.forEach((key, names) -> table.row(
                code(key), code(OptionDefaults.variable(key)), names.size() > 6 ? "many" : String.join(", ", names)));
        return table.lines();
    }

    private static void collect(CommandLine command, Map<String, TreeSet<String>> commands) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            String key = option.longestName().replaceFirst("^-+", "");
            if (option.arity().max() > 0 && !option.hidden() && !key.equals("config")) {
                commands.computeIfAbsent(key, unused -> new TreeSet<>())
                        .add(command.getCommandSpec().qualifiedName().replaceFirst("^nacre ", ""));
            }
        }
        command.getSubcommands().values().forEach(each -> collect(each, commands));
    }

    private static List<String> variables() throws IOException {
        TreeSet<String> options = new TreeSet<>();
        Map<String, TreeSet<String>> commands = new TreeMap<>();
        collect(Nacre.commandLine(), commands);
        commands.keySet().forEach(key -> options.add(OptionDefaults.variable(key)));
        TreeSet<String> read = new TreeSet<>();
        for (String folder : List.of("src/main/java", "scripts", "docker")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher names = VARIABLE.matcher(Files.readString(file));
                    while (names.find()) {
                        read.add(names.group());
                    }
                }
            }
        }
        read.removeAll(options);
        if (!read.equals(VARIABLES.keySet())) {
            throw new IllegalStateException(
                    "the environment variables read are " + read + ": describe them in " + SettingsPage.class);
        }
        MarkdownTable table = new MarkdownTable("environment variable", "meaning");
        VARIABLES.forEach((name, meaning) -> table.row(code(name), meaning));
        return table.lines();
    }

    /** Each key of the file with its value and the comment before it. */
    private static List<String> flink() throws IOException {
        MarkdownTable table = new MarkdownTable("setting", "value", "reason");
        List<String> path = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : Files.readAllLines(FLINK.resolve("config.yaml"))) {
            String text = line.strip();
            if (text.isEmpty()) {
                comment.clear();
            } else if (text.startsWith("#")) {
                comment.add(text.substring(1).strip());
            } else {
                int depth = (line.length() - line.stripLeading().length()) / 2;
                path.subList(depth, path.size()).clear();
                String[] parts = text.split(":", 2);
                path.add(parts[0]);
                if (!parts[1].isBlank()) {
                    table.row(code(String.join(".", path)), code(parts[1].strip()), String.join(" ", comment));
                    comment.clear();
                }
            }
        }
        return table.lines();
    }

    private static List<String> java() throws IOException {
        return Stream.of(List.of("```text"), Files.readAllLines(FLINK.resolve("java-options")), List.of("```"))
                .flatMap(List::stream)
                .collect(Collectors.toList());
    }
}
