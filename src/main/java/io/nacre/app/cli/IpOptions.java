package io.nacre.app.cli;

import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.ip.PrivateAddressPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for databases of IP ranges, and for private IP addresses. */
public final class IpOptions {

    @Option(
            names = "--ip-country",
            paramLabel = "FILE",
            description = "Country database (.mmdb): GeoLite2, IPinfo, or built by 'nacre geoip'; optional.")
    private @Nullable Path country;

    @Option(
            names = "--ip-asn",
            paramLabel = "FILE",
            description = "Database of AS numbers (.mmdb): GeoLite2-ASN or IPinfo; optional.")
    private @Nullable Path asn;

    @Option(
            names = "--ip-anonymous",
            paramLabel = "FILE",
            description =
                    "Database of VPN, proxy and Tor exits (.mmdb): GeoIP2-Anonymous-IP, IPinfo, or built by 'nacre"
                            + " geoip'; optional.")
    private @Nullable Path anonymous;

    @Option(
            names = "--private-addresses",
            defaultValue = "known",
            paramLabel = "known|unknown",
            description = "How to treat private IP addresses such as 10.0.0.1. Known (default): they identify a payer."
                    + " Unknown: they belong to a gateway.")
    private PrivateAddressPolicy privateAddressPolicy = PrivateAddressPolicy.KNOWN;

    public IpDatabaseConfig files() {
        return new IpDatabaseConfig(
                existing("--ip-country", country),
                existing("--ip-asn", asn),
                existing("--ip-anonymous", anonymous),
                privateAddressPolicy);
    }

    private static @Nullable String existing(String option, @Nullable Path file) {
        if (file == null) {
            return null;
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailedException(option + ": no such file: " + file);
        }
        return file.toAbsolutePath().toString();
    }
}
