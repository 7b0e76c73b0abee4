package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MappingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("io.nacre.training.Mapping#SHIPPED")
    void shipsMappingsThatCanBeRead(String name) throws IOException {
        assertThat(Mapping.named(name).about()).isNotBlank();
    }

    @Test
    void namesTheMappingsThereAre() {
        assertThatThrownBy(() -> Mapping.named("handbok"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no mapping is named handbok; there are handbook, sparkov");
    }

    @Test
    void namesAnUnknownKeyAndTheAllowedOnes() throws IOException {
        Path file = write("transaction:", "  id: {colum: ID}");

        assertThatThrownBy(() -> Mapping.read(file))
                .hasMessage("mapping " + file + ": unknown key transaction.id.colum; allowed there: column, columns,"
                        + " constant, join, matching, missing, otherwise, prefix, tokenise, values");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        Path file = write("transaction: {id: ID}");

        assertThatThrownBy(() -> Mapping.read(file)).hasMessageContaining("transaction.time is missing; add it");
    }

    @Test
    void namesATimeFormatThatIsNone() throws IOException {
        Path file = write("transaction: {id: ID, time: {column: T, format: epoch-days}}");

        assertThatThrownBy(() -> Mapping.read(file))
                .hasMessageContaining("format: epoch-days is none of epoch-seconds");
    }

    @Test
    void wantsOneWordOnWhenALabelIsKnown() throws IOException {
        String transaction = "transaction: {id: I, time: T, account: A, amount: M, currency: C, channel: K}";
        Path both = write(transaction, "label: {column: F, fraud: ['1'], delay-days: 1, delay: next-midnight}");

        assertThatThrownBy(() -> Mapping.read(both))
                .hasMessageContaining("label needs one of delay-days, delay and known-at");
        Path other = write(transaction, "label: {column: F, fraud: ['1'], delay: next-week}");
        assertThatThrownBy(() -> Mapping.read(other)).hasMessageContaining("label.delay: ", "[next-midnight]");
    }

    @Test
    void saysWhereItIsNoYaml() throws IOException {
        Path file = write("transaction: {id: ID");

        assertThatThrownBy(() -> Mapping.read(file)).hasMessageContaining("while parsing a flow mapping");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> Mapping.read(folder.resolve("none.yaml"))).hasMessageContaining("check the path");
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("mapping.yaml"), java.util.List.of(lines));
    }
}
