package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java programs inside scripts: the build does not compile them, and a rename would break them unseen. */
class ScriptsTest {

    private static final Pattern PROGRAM =
            Pattern.compile("cat >\\S*?(\\w+)\\.java\" <<'JAVA'\\n(.*?)\\nJAVA\\n", Pattern.DOTALL);

    /** A program and the script that it stands in. */
    private record Program(String script, String name, String source) {
        @Override
        public String toString() {
            return script + ": " + name;
        }
    }

    static List<Program> programs() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("scripts"))) {
            return scripts.sorted().flatMap(ScriptsTest::programs).toList();
        }
    }

    private static Stream<Program> programs(Path script) {
        try {
            return PROGRAM.matcher(Files.readString(script))
                    .results()
                    .map(match -> new Program(script.getFileName().toString(), match.group(1), match.group(2)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void compiles(Program program, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(program.name() + ".java"), program.source());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn");

            boolean compiled = compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(file))
                    .call();

            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }
}
