package io.nacre.app.cli;

import static java.util.stream.Collectors.toCollection;

import io.nacre.rules.SpellingSuggestion;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Default values of options from the environment or a properties file. For {@code --bootstrap-servers} these are the
 * variable {@code NACRE_BOOTSTRAP_SERVERS} and then the key {@code bootstrap-servers}. Flags, such as {@code --force},
 * have no such defaults.
 */
public final class OptionDefaults implements IDefaultValueProvider {

    /** The properties file, if {@code --config} names none. */
    static final String CONFIG = "NACRE_CONFIG";

    private final Supplier<@Nullable Path> config;
    private final Map<String, String> environment;
    private @Nullable Path read;
    private Properties properties = new Properties();

    /** @param config the value of {@code --config}, once the command line is parsed */
    public OptionDefaults(Supplier<@Nullable Path> config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /** The environment variable of an option: NACRE_TOPIC_PREFIX for topic-prefix. */
    public static String variable(String key) {
        return "NACRE_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.arity().max() == 0) {
            return null;
        }
        String key = key(option);
        String set = environment.get(variable(key));
        if (set != null && !set.isEmpty()) {
            return set;
        }
        Path file = file();
        return file == null || key.equals("config")
                ? null
                : properties(file, option).getProperty(key);
    }

    private @Nullable Path file() {
        Path given = config.get();
        String named = environment.get(CONFIG);
        return given != null ? given : named == null || named.isEmpty() ? null : Path.of(named);
    }

    private Properties properties(Path file, OptionSpec option) {
        if (file.equals(read)) {
            return properties;
        }
        CommandLine command = option.command().commandLine();
        Properties all = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            all.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(command, "the file of --config cannot be read: " + e);
        }
        Set<String> optionNames = keys(root(command)).collect(toCollection(TreeSet::new));
        for (String key : all.stringPropertyNames()) {
            if (!optionNames.contains(key)) {
                throw new ParameterException(
                        command,
                        file + ": no command has an option --" + key
                                + optionNames.stream()
                                        .filter(name -> SpellingSuggestion.distance(name, key) <= 2)
                                        .findFirst()
                                        .map(name -> "; did you mean '" + name + "'?")
                                        .orElse("; remove it"));
            }
        }
        read = file;
        properties = all;
        return all;
    }

    private static CommandLine root(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent == null ? command : root(parent);
    }

    private static Stream<String> keys(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().options().stream()
                        .filter(option -> option.arity().max() > 0)
                        .map(OptionDefaults::key),
                command.getSubcommands().values().stream().flatMap(OptionDefaults::keys));
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }
}
