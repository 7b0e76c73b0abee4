package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark runs, at a size where its figures mean nothing. */
@Tag("end-to-end")
class BenchTest {

    static Stream<String> benchmarks() {
        return Nacre.commandLine().getSubcommands().get("bench").getSubcommands().values().stream()
                .map(bench -> bench.getCommandName())
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void runsAndLeavesAFileAndAPage(String bench, @TempDir Path folder) throws Exception {
        CliRun cliRun = CliRun.of("bench " + bench + " --smoke --out " + folder);

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
