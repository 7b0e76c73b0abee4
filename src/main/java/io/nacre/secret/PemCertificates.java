package io.nacre.secret;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** Reads certificates in PEM, as certification authorities publish them. */
public final class PemCertificates {

    private PemCertificates() {}

    /** All certificates of the text, as a store to trust; empty if there is none. */
    public static KeyStore read(InputStream pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            store.setCertificateEntry("ca-" + number++, each);
        }
        return store;
    }
}
