package io.nacre;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a fuzzer began with or once found, for a test that tries all of it in every build. */
public final class FuzzInputs {

    private FuzzInputs() {}

    /** The files in the folder that the class has among the test resources. */
    public static Stream<Path> of(Class<?> target) throws IOException {
        Path folder =
                Path.of("src", "test", "resources").resolve(target.getName().replace('.', '/') + "Inputs");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }
}
