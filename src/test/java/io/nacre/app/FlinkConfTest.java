package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;

/** The shipped configuration says nothing that Flink would ignore or refuse. */
final class FlinkConfTest {

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final Path FOLDER = Path.of("flink-conf");

    @Test
    void everyKeyIsAnOptionOfFlink() throws Exception {
        Configuration shipped = GlobalConfiguration.loadConfiguration(FOLDER.toString());

        assertThat(options().keySet()).containsAll(shipped.keySet());
    }

    @Test
    void everyValueParses() throws Exception {
        Configuration shipped = GlobalConfiguration.loadConfiguration(FOLDER.toString());
        Map<String, ConfigOption<?>> options = options();

        for (String key : shipped.keySet()) {
            assertThatCode(() -> shipped.getOptional(options.get(key))).as(key).doesNotThrowAnyException();
        }
    }

    @Test
    void everyJavaOptionIsOneThatFlinkOrTheScorerNeeds() throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve("java-options")))
                .contains(VECTORS)
                .allMatch(line ->
                        line.equals(VECTORS) || line.matches("--add-(opens|exports)=[a-z.]+/[a-z.]+=ALL-UNNAMED"));
    }

    /** All options that Flink's own classes declare, by key. */
    static Map<String, ConfigOption<?>> options() throws Exception {
        Map<String, ConfigOption<?>> options = new HashMap<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            String file = Path.of(entry).getFileName().toString();
            if (Stream.of("flink-core-2", "flink-runtime-2", "flink-statebackend-rocksdb-2")
                    .anyMatch(file::startsWith)) {
                collect(entry, options);
            }
        }
        return options;
    }

    private static void collect(String jar, Map<String, ConfigOption<?>> options) throws Exception {
        for (String name : optionClasses(jar)) {
            for (Field field : Class.forName(name).getDeclaredFields()) {
                if (field.getType() == ConfigOption.class && Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    options.put(option.key(), option);
                }
            }
        }
    }

    private static List<String> optionClasses(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(name -> name.startsWith("org.apache.flink.") && name.endsWith("Options.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }
}
