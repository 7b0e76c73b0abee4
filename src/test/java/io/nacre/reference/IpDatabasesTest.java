package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.reference.ip.IpRange;
import io.nacre.reference.mmdb.MmdbWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpDatabasesTest {

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void writeDatabase() throws IOException {
        MmdbWriter writer = new MmdbWriter("Test", "ranges of a test", 0);
        writer.put(IpRange.of("192.0.2.0/24"), Map.of("country", Map.of("iso_code", "DE")));
        writer.put(IpRange.of("192.0.2.64/26"), Map.of("autonomous_system_number", 64_500L));
        writer.put(IpRange.of("192.0.2.66"), Map.of("is_tor_exit_node", true));
        writer.put(IpRange.of("192.0.2.67"), Map.of("is_public_proxy", true));
        writer.put(IpRange.of("192.0.2.68"), Map.of("is_hosting_provider", true));
        writer.put(IpRange.of("2001:db8::/32"), Map.of("registered_country", Map.of("iso_code", "FR")));
        Path database = folder.resolve("ranges.mmdb");
        writer.writeTo(database);
        file = database.toString();
    }

    @Test
    void answersEveryPartFromOneFile() throws IOException {
        try (IpDatabases databases = IpDatabases.open(new IpDatabaseConfig(file, file, file))) {
            assertThat(databases.lookup("192.0.2.66")).isEqualTo(new IpFacts("DE", 64_500L, false, false, true));
            assertThat(databases.lookup("192.0.2.67")).isEqualTo(new IpFacts("DE", 64_500L, false, true, false));
            assertThat(databases.lookup("192.0.2.68")).isEqualTo(new IpFacts("DE", 64_500L, true, false, false));
            assertThat(databases.lookup("2001:db8::1")).isEqualTo(new IpFacts("FR", null, false, false, false));
            assertThat(databases.lookup("198.51.100.1")).isEqualTo(new IpFacts(null, null, false, false, false));
        }
    }

    @Test
    void leavesFactsUnknownWithoutAnEntry() throws IOException {
        try (IpDatabases databases = IpDatabases.open(new IpDatabaseConfig(null, file, null))) {
            assertThat(databases.lookup("192.0.2.66")).isEqualTo(new IpFacts(null, 64_500L, null, null, null));
            assertThat(databases.lookup(null)).isEqualTo(IpFacts.UNKNOWN);
            assertThat(databases.lookup("example.org")).isEqualTo(IpFacts.UNKNOWN);
        }
        assertThat(IpDatabases.none().lookup("192.0.2.66")).isEqualTo(IpFacts.UNKNOWN);
    }

    @Test
    void namesTheFileThatIsMissingOrDamaged() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.mmdb"), "not a database");

        assertThatThrownBy(() -> IpDatabases.open(new IpDatabaseConfig("/no/such.mmdb", null, null)))
                .hasMessage(
                        "IP database /no/such.mmdb is missing or not readable: check the path, or remove the option");
        assertThatThrownBy(() -> IpDatabases.open(new IpDatabaseConfig(null, null, damaged.toString())))
                .hasMessage("IP database " + damaged
                        + " is damaged or not an .mmdb file (the file has no metadata at its end):"
                        + " download or build it again");
    }

    @Test
    void lookupsNeverFailForAnyFile() throws IOException {
        byte[] sound = Files.readAllBytes(Path.of(file));
        Random random = new Random(1);

        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = Arrays.copyOf(sound, sound.length);
            for (int flip = 0; flip < 4; flip++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(lookUp(Files.write(folder.resolve("flipped.mmdb"), damaged)))
                    .isNotNull();
        }
    }

    private static IpFacts lookUp(Path database) throws IOException {
        String path = database.toString();
        IpDatabases databases;
        try {
            databases = IpDatabases.open(new IpDatabaseConfig(path, path, path));
        } catch (IOException refused) {
            return IpFacts.UNKNOWN;
        }
        try (databases) {
            return databases.lookup("192.0.2.66");
        }
    }
}
