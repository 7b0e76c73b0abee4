package io.nacre.console.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of an installation from which pseudonyms are made: 32 random bytes in a file of their own. */
public final class PseudonymKey {

    static final int BYTES = 32;

    private PseudonymKey() {}

    /**
     * Reads the key, or makes one if there is no file yet. Only the owner may read the file.
     *
     * @throws IllegalArgumentException if the file has no key
     */
    public static byte[] readOrCreate(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            return read(file);
        }
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        return key;
    }

    private static void create(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != BYTES) {
            throw new IllegalArgumentException(file + " has no key of " + BYTES
                    + " bytes in Base64; restore it, or delete it to get other pseudonyms");
        }
        return key;
    }
}
