package io.nacre.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option to overwrite existing files: a bundle in use, or the results of an earlier run. */
public final class OverwriteOptions {

    @Option(names = "--force", description = "Overwrite existing files.")
    private boolean force;

    /** Fails if one of the outputs exists and is not empty. Called before any work is done. */
    public void check(Path... outputs) throws IOException {
        for (Path output : outputs) {
            if (!force && holdsAnything(output)) {
                throw new CommandFailedException(
                        output + " already exists: choose another name, or add --force to replace it");
            }
        }
    }

    /** The path of a page about a bundle. It is next to the bundle, because a bundle has no other files. */
    public static Path beside(Path bundle, String ending) {
        Path whole = bundle.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ending);
    }

    private static boolean holdsAnything(Path output) throws IOException {
        if (Files.isDirectory(output)) {
            try (Stream<Path> files = Files.list(output)) {
                return files.findAny().isPresent();
            }
        }
        return Files.exists(output) && Files.size(output) > 0;
    }
}
