package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nacre.reference.ip.IpRange;
import io.nacre.reference.mmdb.MmdbWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What files of several makers say, and that a file which answers nothing is told from one that answers. */
class IpLayoutsTest {

    private static final String ADDRESS = "81.2.69.142";

    @TempDir
    private Path folder;

    static Stream<Arguments> entries() {
        return Stream.of(
                arguments("a country within a map", Map.of("country", Map.of("iso_code", "GB")), country("GB")),
                arguments("the place of use first", used("GB", "FR"), country("GB")),
                arguments("a flat country", Map.of("country", "GB", "country_name", "United Kingdom"), country("GB")),
                arguments("a country's name beside its code", named("United Kingdom", "GB"), country("GB")),
                arguments("a code alone", Map.of("country_code", "GB"), country("GB")),
                arguments("a number", Map.of("autonomous_system_number", 64_500L), network(64_500)),
                arguments("a number as a text", Map.of("asn", "AS64500", "as_name", "Example"), network(64_500)),
                arguments("a number among traits", traits(64_500), network(64_500)));
    }

    static Stream<Arguments> flags() {
        return Stream.of(
                arguments(Map.of("is_anonymous_vpn", true), hides(false, true, false)),
                arguments(Map.of("is_public_proxy", true), hides(false, true, false)),
                arguments(Map.of("is_residential_proxy", true, "is_anonymous", true), hides(false, true, false)),
                arguments(Map.of("is_anonymous", true), hides(false, true, false)),
                arguments(Map.of("is_anonymous", true, "is_tor_exit_node", true), hides(false, false, true)),
                arguments(Map.of("is_anonymous", true, "is_hosting_provider", true), hides(true, false, false)),
                arguments(privacy("hosting"), hides(true, false, false)),
                arguments(privacy("vpn"), hides(false, true, false)),
                arguments(privacy("proxy"), hides(false, true, false)),
                arguments(privacy("relay"), hides(false, true, false)),
                arguments(privacy("tor"), hides(false, false, true)),
                arguments(privacy("service"), hides(false, false, false)),
                arguments(Map.of("is_vpn", true, "is_hosting", false), hides(false, true, false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void readsCountryAndNetwork(String name, Map<String, Object> entry, IpFacts facts) throws IOException {
        String file = write("Test", entry);

        assertThat(lookUp(facts.country() == null ? null : file, facts.asn() == null ? null : file, null))
                .isEqualTo(facts);
    }

    @ParameterizedTest
    @MethodSource("flags")
    void readsWhatHidesThePayer(Map<String, Object> entry, IpFacts facts) throws IOException {
        assertThat(lookUp(null, null, write("Test", entry))).isEqualTo(facts);
    }

    @Test
    void treatsEveryEntryOfAResidentialProxyFileAsAProxy() throws IOException {
        String file = write("GeoIP-Residential-Proxy", Map.of("provider_name", "example"));

        assertThat(lookUp(null, null, file)).isEqualTo(hides(false, true, false));
    }

    @Test
    void rejectsAFileWithoutTheRequiredData() throws IOException {
        String networks = write("Test-ASN", Map.of("asn", "AS64500", "as_name", "Example"));
        String countries = write("Test-Country", Map.of("country", Map.of("iso_code", "GB")));
        String empty = write("Test-Empty", Map.of());

        assertThatThrownBy(() -> lookUp(networks, null, null))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "IP database " + networks + " has no data for --ip-country: no entry has country.iso_code,"
                                + " registered_country.iso_code, country_code or a country of two letters. Its type is"
                                + " Test-ASN, and its fields are as_name, asn; use a file with these fields, or remove the option");
        assertThatThrownBy(() -> lookUp(null, countries, null))
                .hasMessageContaining("has no data for --ip-asn")
                .hasMessageContaining("its fields are country;");
        assertThatThrownBy(() -> lookUp(countries, networks, countries))
                .hasMessageContaining("has no data for --ip-anonymous");
        assertThatThrownBy(() -> lookUp(empty, null, null)).hasMessageContaining("its fields are nothing;");
    }

    @Test
    void keepsWhatFlatFilesSayWhenOneIsBuiltUpon() throws IOException {
        String base = write("Test", Map.of("country_code", "GB", "asn", "AS64500", "relay", "true"));
        Path out = folder.resolve("built.mmdb");
        Path tor = Files.writeString(folder.resolve("tor.txt"), "81.2.69.143\n");
        IpDatabaseSources sources = new IpDatabaseSources(Path.of(base), List.of(), List.of(), List.of(), List.of(tor));

        IpDatabaseBuilder.build(sources, out);

        String built = out.toString();
        assertThat(lookUp(built, built, built)).isEqualTo(new IpFacts("GB", 64_500L, false, true, false));
    }

    private String write(String type, Map<String, Object> entry) throws IOException {
        MmdbWriter writer = new MmdbWriter(type, "one range of a test", 0);
        writer.put(IpRange.of("81.2.69.0/24"), entry);
        Path file = folder.resolve(type + ".mmdb");
        writer.writeTo(file);
        return file.toString();
    }

    private static IpFacts lookUp(@Nullable String country, @Nullable String asn, @Nullable String anonymous)
            throws IOException {
        try (IpDatabases databases = IpDatabases.open(new IpDatabaseConfig(country, asn, anonymous))) {
            return databases.lookup(ADDRESS);
        }
    }

    private static IpFacts country(String code) {
        return new IpFacts(code, null, null, null, null);
    }

    private static IpFacts network(long asn) {
        return new IpFacts(null, asn, null, null, null);
    }

    private static IpFacts hides(boolean hosting, boolean vpn, boolean tor) {
        return new IpFacts(null, null, hosting, vpn, tor);
    }

    private static Map<String, Object> used(String there, String registered) {
        return Map.of("country", Map.of("iso_code", there), "registered_country", Map.of("iso_code", registered));
    }

    private static Map<String, Object> named(String name, String code) {
        return Map.of("country", name, "country_code", code);
    }

    private static Map<String, Object> traits(long asn) {
        return Map.of("traits", Map.of("autonomous_system_number", asn));
    }

    /** As IPinfo writes it: texts, of which an empty one is false. */
    private static Map<String, Object> privacy(String which) {
        Map<String, Object> flags = new HashMap<>();
        for (String flag : new String[] {"hosting", "proxy", "relay", "tor", "vpn", "service"}) {
            flags.put(flag, flag.equals(which) ? "true" : "");
        }
        return flags;
    }
}
