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

/** Whoever vouches for bundles: a private key in one file, and beside it, with {@code .pub} behind, its public key. */
public final class BundleSigner {

    private final PrivateKey key;
    private final PublicKey open;

    private BundleSigner(PrivateKey key, PublicKey open) {
        this.key = key;
        this.open = open;
    }

    /** Makes a new pair of keys; keeps its hands off files that are there. */
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
                            + ": give a name that is not taken, in a folder that is there",
                    e);
        }
        return new BundleSigner(pair.getPrivate(), pair.getPublic());
    }

    /** Reads a pair of keys. */
    public static BundleSigner read(Path file) {
        PrivateKey key = Ed25519.privateKey(Pem.read(file, Pem.PRIVATE), file.toString());
        Path open = published(file);
        BundleSigner bundleSigner =
                new BundleSigner(key, Ed25519.publicKey(Pem.read(open, Pem.PUBLIC), open.toString()));
        byte[] probe = {1};
        if (!Ed25519.verifies(bundleSigner.open, probe, bundleSigner.sign(probe))) {
            throw new BundleException(open + " is not the public key of " + file + ": put the right one there");
        }
        return bundleSigner;
    }

    /** What its signatures name it by. */
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
