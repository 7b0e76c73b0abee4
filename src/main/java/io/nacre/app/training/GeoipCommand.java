package io.nacre.app.training;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.reference.IpDatabaseBuilder;
import io.nacre.reference.IpDatabaseSources;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds one database of IP ranges from lists. */
@Command(
        name = "geoip",
        description = "Build one IP database (.mmdb) from country ranges and lists of anonymising IP addresses.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre geoip --mmdb GeoLite2-Country.mmdb --tor tor-exits.txt --vpn vpn.txt.gz --out ip.mmdb",
            "",
            "scripts/geoip does the same with country ranges from Debian's package tor-geoipdb."
        })
public final class GeoipCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--mmdb", paramLabel = "FILE", description = "Database to extend, such as GeoLite2-Country.")
    private @Nullable Path database;

    @Option(
            names = "--countries",
            paramLabel = "FILE",
            description = "Country ranges in the format of Tor's geoip files; repeatable.")
    private List<Path> countries = List.of();

    @Option(names = "--hosting", paramLabel = "FILE", description = "IP addresses of data centres; repeatable.")
    private List<Path> hosting = List.of();

    @Option(names = "--vpn", paramLabel = "FILE", description = "IP addresses of VPN exits; repeatable.")
    private List<Path> vpn = List.of();

    @Option(names = "--tor", paramLabel = "FILE", description = "IP addresses of Tor exits; repeatable.")
    private List<Path> tor = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write the database to.")
    private Path out = Path.of("");

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Override
    public Integer call() throws Exception {
        overwrite.check(out);
        IpDatabaseSources sources = new IpDatabaseSources(database, countries, hosting, vpn, tor);
        IpDatabaseBuilder.Report report = IpDatabaseBuilder.build(sources, out);
        CommandSupport.out(spec)
                .printf(
                        "%s: %,d networks of the given database, %,d country ranges (%,d of no known country),"
                                + " %,d hosting, %,d VPN, %,d Tor%n",
                        out,
                        report.networks(),
                        report.countries(),
                        report.withoutCountry(),
                        report.hosting(),
                        report.vpn(),
                        report.tor());
        return 0;
    }
}
