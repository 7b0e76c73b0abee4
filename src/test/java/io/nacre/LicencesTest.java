package io.nacre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we are made of may be used by anybody for anything: by the bill of materials that the build writes. */
class LicencesTest {

    private static final Path BILL = Path.of("target", "nacre-bom.json");

    /** Of several licences a user may choose one. */
    private static final Pattern FREE = Pattern.compile(
            "(?i).*(apache|\\bmit\\b|\\bbsd\\b|bsd-|eclipse public|\\bepl\\b|epl-|public domain|\\bcc0|\\bgo license|unlicense|\\bcddl|bouncy castle licence).*");

    private static List<JsonNode> components;

    @BeforeAll
    static void readTheBill() throws IOException {
        assumeThat(BILL).as("Maven writes it, except when it is offline").exists();
        JsonNode bill = new ObjectMapper().readTree(Files.readAllBytes(BILL));
        components = StreamSupport.stream(bill.path("components").spliterator(), false)
                .toList();
    }

    @Test
    void everyLibraryMayBeUsedFreely() {
        assertThat(components)
                .hasSizeGreaterThan(50)
                .allSatisfy(component -> assertThat(licences(component))
                        .as(component.path("purl").asText())
                        .anyMatch(LicencesTest::isFree));
    }

    @Test
    void theBillOfMaterialsListsTheContentOfTheJobJar() {
        assertThat(components)
                .extracting(component -> component.path("name").asText())
                .contains("flink-connector-kafka", "kafka-clients", "avro", "maxmind-db", "picocli", "runtime")
                .doesNotContain("junit-jupiter", "onnxruntime");
        assertThat(components)
                .allSatisfy(component -> assertThat(component.path("hashes")).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GPL-3.0", "GNU Affero General Public License v3", "AGPL-3.0-only", "Commercial", "SSPL-1.0", ""
            })
    void aLicenceThatBindsUsersIsNone(String licence) {
        assertThat(isFree(licence)).isFalse();
    }

    private static boolean isFree(String licence) {
        return FREE.matcher(licence).matches();
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode entry : component.path("licenses")) {
            licences.add(entry.path("expression").asText());
            licences.add(entry.path("license").path("id").asText());
            licences.add(entry.path("license").path("name").asText());
        }
        return licences;
    }
}
