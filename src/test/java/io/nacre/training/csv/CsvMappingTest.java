package io.nacre.training.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class CsvMappingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("io.nacre.training.csv.CsvMapping#SHIPPED")
    void shipsMappingsThatCanBeRead(String name) throws IOException {
        assertThat(CsvMapping.named(name).about()).isNotBlank();
    }

    @Test
    void namesTheMappingsThereAre() {
        assertThatThrownBy(() -> CsvMapping.named("handbok"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no mapping is named handbok: use one of handbook, sparkov");
    }

    @Test
    void namesAnUnknownKeyAndTheAllowedOnes() throws IOException {
        Path file = write("transaction:", "  id: {colum: ID}");

        assertThatThrownBy(() -> CsvMapping.read(file))
                .hasMessage(
                        "mapping " + file + ": unknown key transaction.id.colum: use one of column, columns,"
                                + " constant, join, matching, missing, numeric-ids, otherwise, prefix, suffix, tokenise, values");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        Path file = write("transaction: {id: ID}");

        assertThatThrownBy(() -> CsvMapping.read(file)).hasMessageContaining("transaction.time is missing: add it");
    }

    @Test
    void namesATimeFormatThatIsNone() throws IOException {
        Path file = write("transaction: {id: ID, time: {column: T, format: epoch-days}}");

        assertThatThrownBy(() -> CsvMapping.read(file))
                .hasMessageContaining("format: epoch-days is not one of epoch-seconds");
    }

    @Test
    void requiresExactlyOneTimeForLabels() throws IOException {
        String transaction = "transaction: {id: I, time: T, account: A, amount: M, currency: C, channel: K}";
        Path both = write(transaction, "label: {column: F, fraud: ['1'], delay-days: 1, delay: next-midnight}");

        assertThatThrownBy(() -> CsvMapping.read(both))
                .hasMessageContaining("label has no time: set one of delay-days, delay and known-at");
        Path other = write(transaction, "label: {column: F, fraud: ['1'], delay: next-week}");
        assertThatThrownBy(() -> CsvMapping.read(other)).hasMessageContaining("label.delay: ", "[next-midnight]");
    }

    @Test
    void reportsTheLineOfInvalidYaml() throws IOException {
        Path file = write("transaction: {id: ID");

        assertThatThrownBy(() -> CsvMapping.read(file)).hasMessageContaining("while parsing a flow mapping");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> CsvMapping.read(folder.resolve("none.yaml"))).hasMessageContaining("check the path");
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("mapping.yaml"), java.util.List.of(lines));
    }

    @Test
    void readsScalarsAsTheyAreWritten() throws IOException {
        Path file = write(
                "max-bad-share: 0.5",
                "transaction: {id: 007, time: T, account: on, amount: M, currency: C, channel: {constant: NO}}",
                "label: {column: F, fraud: [Yes, 0x1F, 1_000], legitimate: [No, ~, null, 1.0], delay-days: 1.5}");

        CsvMapping csvMapping = CsvMapping.read(file);

        assertThat(csvMapping.transaction().id().column()).isEqualTo("007");
        assertThat(csvMapping.transaction().account().column()).isEqualTo("on");
        assertThat(csvMapping.transaction().channel().constant()).isEqualTo("NO");
        assertThat(csvMapping.label().fraud()).containsExactly("Yes", "0x1F", "1_000");
        assertThat(csvMapping.label().legitimate()).containsExactly("No", "~", "null", "1.0");
        assertThat(csvMapping.label().delayDays()).isEqualTo(1.5);
        assertThat(csvMapping.maxBadShare()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "about: a | about: b | line 2: the key about occurs twice: remove one",
                "about: !java/x a | | line 1: the tag java/x is not supported: write the plain value",
                "about: &a b | lookups: [*a] | line 2: an alias is not supported: repeat the value",
                "about: a | --- | a second document follows: remove it",
                "max-bad-share: 2 | | max-bad-share is 2.0: set 0 to 1",
                "encoding: utf9 | | encoding: utf9 is not known: use UTF-8, ISO-8859-1, windows-1252",
                "time-zone: Berlin | | time-zone: Berlin is not known: use UTC",
                "decimal-mark: x | | decimal-mark is invalid: use"
            })
    void refusesWhatCouldMeanSeveralThings(String first, String second, String message) throws IOException {
        String transaction = "transaction: {id: I, time: T, account: A, amount: M, currency: C, channel: K}";
        Path file = second == null ? write(first, transaction) : write(first, second, transaction);

        assertThatThrownBy(() -> CsvMapping.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }
}
