package io.nacre.app;

import io.nacre.reference.IpDatabaseFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which databases of IP ranges a command asks. */
final class IpOptions {

    @Option(
            names = "--ip-country",
            paramLabel = "FILE",
            description = "GeoLite2-Country or -City .mmdb, or one built by 'nacre geoip'; optional.")
    private @Nullable Path country;

    @Option(names = "--ip-asn", paramLabel = "FILE", description = "GeoLite2-ASN .mmdb; optional.")
    private @Nullable Path asn;

    @Option(
            names = "--ip-anonymous",
            paramLabel = "FILE",
            description = "GeoIP2-Anonymous-IP .mmdb, or one built by 'nacre geoip'; optional.")
    private @Nullable Path anonymous;

    IpDatabaseFiles files() {
        return new IpDatabaseFiles(
                existing("--ip-country", country), existing("--ip-asn", asn), existing("--ip-anonymous", anonymous));
    }

    private static @Nullable String existing(String option, @Nullable Path file) {
        if (file == null) {
            return null;
        }
        if (!Files.isReadable(file)) {
            throw new Failure(option + ": no such file: " + file);
        }
        return file.toAbsolutePath().toString();
    }
}
