package io.nacre.app.cli;

import io.nacre.http.TlsCertificate;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the certificate of a web server. */
public final class TlsOptions {

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Certificate and key for HTTPS, in PKCS #12; default plain HTTP.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-password",
            paramLabel = "REFERENCE",
            description = "Password of --tls-keystore, only as reference: $${env:NAME} or $${file:/path}.")
    private @Nullable String keystorePassword;

    /** The certificate; null for plain HTTP. */
    public @Nullable TlsCertificate certificate() {
        return keystore == null
                ? null
                : new TlsCertificate(keystore, CommandSupport.secret("--tls-password", keystorePassword));
    }
}
