package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpDatabaseBuilderTest {

    @TempDir
    private Path folder;

    @Test
    void mergesCountriesAndFlags() throws IOException {
        Path ipv4 = write("geoip", "# comment", "3221225984,3221226239,DE", "3221226240,3221226495,??");
        Path ipv6 = write("geoip6", "2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,FR");
        Path tor = write("tor.txt", "192.0.2.7 # an exit", "", "2001:db8::1");
        Path out = folder.resolve("ip.mmdb");

        IpDatabaseBuilder.Report report = IpDatabaseBuilder.build(
                new IpDatabaseSources(null, List.of(ipv4, ipv6), List.of(), List.of(), List.of(tor)), out);

        assertThat(report).isEqualTo(new IpDatabaseBuilder.Report(0, 2, 1, 0, 0, 2));
        assertThat(lookUp(out, "192.0.2.7")).isEqualTo(new IpFacts("DE", null, false, false, true));
        assertThat(lookUp(out, "192.0.2.8")).isEqualTo(new IpFacts("DE", null, false, false, false));
        assertThat(lookUp(out, "192.0.3.8").country()).isNull();
        assertThat(lookUp(out, "2001:db8::1")).isEqualTo(new IpFacts("FR", null, false, false, true));
        assertThat(lookUp(out, "2001:db8:0:ffff::1").country()).isEqualTo("FR");
    }

    @Test
    void addsFlagsToADatabaseOfOnesOwn() throws IOException {
        Path countries = write("geoip", "3221225984,3221226239,DE");
        Path vpn = write("vpn.txt", "192.0.2.128/25");
        Path base = folder.resolve("base.mmdb");
        Path copy = folder.resolve("copy.mmdb");
        Path out = folder.resolve("out.mmdb");
        IpDatabaseBuilder.build(new IpDatabaseSources(null, List.of(countries), List.of(), List.of(), List.of()), base);

        IpDatabaseBuilder.build(new IpDatabaseSources(base, List.of(), List.of(), List.of(), List.of()), copy);
        IpDatabaseBuilder.build(new IpDatabaseSources(base, List.of(), List.of(), List.of(vpn), List.of()), out);

        assertThat(copy).hasSameBinaryContentAs(base);
        assertThat(lookUp(out, "192.0.2.1")).isEqualTo(new IpFacts("DE", null, false, false, false));
        assertThat(lookUp(out, "192.0.2.200")).isEqualTo(new IpFacts("DE", null, false, true, false));
    }

    @Test
    void namesFileAndLineThatCannotBeRead() throws IOException {
        Path list = write("vpn.txt", "192.0.2.0/24", "192.0.2.300");
        Path out = folder.resolve("ip.mmdb");
        IpDatabaseSources sources = new IpDatabaseSources(null, List.of(), List.of(), List.of(list), List.of());

        assertThatThrownBy(() -> IpDatabaseBuilder.build(sources, out))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(list + ", line 2: not an IP address: 192.0.2.300: write an address");
        assertThat(out).doesNotExist();
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static IpFacts lookUp(Path database, String ip) throws IOException {
        String path = database.toString();
        try (IpDatabases databases = IpDatabases.open(new IpDatabaseConfig(path, null, path))) {
            return databases.lookup(ip);
        }
    }
}
