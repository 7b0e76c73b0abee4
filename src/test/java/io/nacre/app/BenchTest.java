package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.kafka.admin.LocalBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark runs, at a size where its figures mean nothing. */
@Tag("end-to-end")
class BenchTest {

    private static LocalBroker broker;

    /** One for all: each trial has topics of its own. */
    @BeforeAll
    static void startBroker(@TempDir Path folder) {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    static Stream<String> benchmarks() {
        return Nacre.commandLine().getSubcommands().get("bench").getSubcommands().values().stream()
                .map(bench -> bench.getCommandName())
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void runsAndLeavesAFileAndAPage(String bench, @TempDir Path folder) throws Exception {
        CliRun cliRun =
                CliRun.of("bench " + bench + " --smoke --smoke-brokers " + broker.brokers() + " --out " + folder);

        assertThat(cliRun.err()).isEmpty();
        assertThat(cliRun.code()).isZero();
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve(bench + ".json").toFile());
        assertThat(result.get("checks")).isNotEmpty();
        assertThat(result.get("series")).isNotEmpty().allSatisfy(BenchTest::assertFinite);
        assertThat(result.get("ratios")).allSatisfy(ratio -> {
            assertFinite(ratio);
            assertThat(ratio.get("min").asDouble()).isPositive();
        });
        assertThat(Files.readString(folder.resolve(bench + ".html")))
                .contains("<h1>nacre bench " + bench + "</h1>")
                .doesNotContain("NaN");
    }

    private static void assertFinite(JsonNode measured) {
        assertThat(measured.get("name").asText()).isNotBlank();
        for (String value : new String[] {"median", "min", "max"}) {
            assertThat(measured.get(value).isNumber()).isTrue();
            assertThat(measured.get(value).asDouble()).isFinite();
        }
    }
}
