package io.nacre.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.CommandsPage;
import io.nacre.app.SettingsPage;
import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonSchemas;
import io.nacre.codec.protobuf.ProtobufSchemas;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import io.nacre.stream.MetricsPage;
import io.nacre.stream.TopologyPage;
import io.nacre.training.csv.MappingPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference says what the code says. After a change of the code, {@value #WRITE} writes the pages anew. */
class ReferenceTest {

    private static final String PROPERTY = "nacre.write-reference";
    private static final String WRITE = "mvn -B test -Dtest=ReferenceTest -D" + PROPERTY + "=true";

    private static final List<ReferencePage> PAGES = List.of(
            TopicsPage.page(),
            SchemasPage.page(),
            TopologyPage.page(),
            CommandsPage.page(),
            SettingsPage.page(),
            MappingPage.page(),
            MetricsPage.page(),
            FeaturesPage.page(),
            ReasonsPage.page(),
            RejectionsPage.page());

    static List<ReferencePage> pages() {
        return PAGES;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void matchesTheCode(ReferencePage page) throws IOException {
        String filled = page.filled();
        if (Boolean.getBoolean(PROPERTY)) {
            Files.writeString(page.file(), filled);
        }

        assertThat(page.file())
                .as("the code has changed; write the page anew: " + WRITE)
                .hasContent(filled);
    }

    /** The contracts of the topics that the platform writes, in the other formats that the job reads. */
    static Stream<Contract<?>> platformContracts() {
        return PrincipalRole.PLATFORM.writes().stream().map(Topic::contract);
    }

    @ParameterizedTest
    @MethodSource("platformContracts")
    void schemaFilesMatchTheContract(Contract<?> contract) throws IOException {
        assertFile(
                Path.of("schemas", "json", contract.name() + ".json"),
                JsonSchemas.of(contract).toPrettyString() + "\n");
        assertFile(Path.of("schemas", "protobuf", contract.name() + ".proto"), ProtobufSchemas.text(contract.schema()));
    }

    private static void assertFile(Path file, String content) throws IOException {
        if (Boolean.getBoolean(PROPERTY)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file)
                .as("the contract has changed; write the file anew: " + WRITE)
                .hasContent(content);
    }

    @Test
    void everyFileIsAPageInTheIndex() throws IOException {
        String index = Files.readString(ReferencePage.FOLDER.resolve("README.md"));

        assertThat(PAGES).allSatisfy(page -> assertThat(index).contains("](" + page.name() + ".md)"));
        try (Stream<Path> files = Files.list(ReferencePage.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"), PAGES.stream().map(page -> page.name() + ".md"))
                            .toList());
        }
        assertThat(index).contains(WRITE);
    }
}
