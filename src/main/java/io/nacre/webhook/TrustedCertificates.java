package io.nacre.webhook;

import io.nacre.secret.PemCertificates;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a certification authority of one's own. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * A TLS context that trusts only the certificates of a PEM file.
     *
     * @throws IllegalArgumentException if the file cannot be read; the message names it
     */
    static SSLContext read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            KeyStore store = PemCertificates.read(in);
            if (store.size() == 0) {
                throw new IllegalArgumentException("ca-file " + file + " has no certificate: write it in PEM");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "ca-file " + file + " cannot be read as certificates in PEM: correct the path or the file", e);
        }
    }
}
