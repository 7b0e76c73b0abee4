package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * Signs bundles with a private key in a file. The public key is in a file with the same name and the suffix
 * {@code .pub}.
 */
public final class BundleSigner {

    private final PrivateKey key;
    private final PublicKey open;

    private BundleSigner(PrivateKey key, PublicKey open) {
        this.key = key;
        this.open = open;
    }

    /** Generates a key pair; never overwrites existing files. */
    public static BundleSigner generate(Path file) {
        KeyPair pair = Ed25519.generate();
        OpenOption[] fresh = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            createForOwnerOnly(file);
            Files.writeString(file, Pem.text(Pem.PRIVATE, pair.getPrivate().getEncoded()), StandardCharsets.US_ASCII);
            Files.writeString(
                    published(file),
                    Pem.text(Pem.PUBLIC, pair.getPublic().getEncoded()),
                    StandardCharsets.US_ASCII,
                    fresh);
        } catch (IOException e) {
            throw new BundleException(
                    "cannot write a new key to " + file + " and " + published(file)
                            + ": choose a new name in an existing folder",
                    e);
        }
        return new BundleSigner(pair.getPrivate(), pair.getPublic());
    }

    /** Reads a key pair. */
    public static BundleSigner read(Path file) {
        PrivateKey key = Ed25519.privateKey(Pem.read(file, Pem.PRIVATE), file.toString());
        Path open = published(file);
        BundleSigner bundleSigner =
                new BundleSigner(key, Ed25519.publicKey(Pem.read(open, Pem.PUBLIC), open.toString()));
        byte[] probe = {1};
        if (!Ed25519.verifies(bundleSigner.open, probe, bundleSigner.sign(probe))) {
            throw new BundleException(open + " is not the public key of " + file + ": replace it by the matching key");
        }
        return bundleSigner;
    }

    /** The key id in its signatures. */
    public String id() {
        return Ed25519.id(open);
    }

    byte[] sign(byte[] message) {
        return Ed25519.sign(key, message);
    }

    private static Path published(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    private static void createForOwnerOnly(Path file) throws IOException {
        if (file.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
