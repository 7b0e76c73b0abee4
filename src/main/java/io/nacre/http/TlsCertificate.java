package io.nacre.http;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The certificate of a web server, with its key.
 *
 * @param keystore in PKCS #12
 * @param password of the file and the key
 */
public record TlsCertificate(Path keystore, String password) {

    public TlsCertificate {
        requireNonNull(keystore, "keystore is null");
        requireNonNull(password, "password is null");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TLS by " + keystore;
    }
}
