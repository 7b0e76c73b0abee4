package io.nacre;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Folders whose names hold no long number: one in ten of those would pass for a card's where a test announces a file.
 */
public final class NamedFolders implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return Files.createDirectory(Path.of(System.getProperty("java.io.tmpdir"), "nacre-" + UUID.randomUUID()));
    }
}
