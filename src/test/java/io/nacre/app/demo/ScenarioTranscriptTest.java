package io.nacre.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nacre.app.cli.OutputOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ScenarioTranscriptTest {

    private final StringWriter printed = new StringWriter();
    private final ScenarioTranscript transcript = new ScenarioTranscript(new PrintWriter(printed));

    @Command
    private static final class Options {

        @Mixin
        private OutputOptions output = new OutputOptions();
    }

    @Test
    void printsStepsWhileTheyRun() {
        transcript.say("A model learns.");
        transcript.begin("An account is frozen");
        transcript.command("nacre account show a");
        transcript.result("declined");

        assertThat(printed.toString().lines())
                .containsExactly(
                        "A model learns.", "", "1. An account is frozen", "  $ nacre account show a", "  declined");
    }

    @Test
    void listsStepsForPrograms() throws IOException {
        transcript.begin("One");
        transcript.command("nacre account show a");
        transcript.begin("Two");
        transcript.result("declined");

        JsonNode steps = JsonMapper.builder().build().readTree(list("json"));

        assertThat(steps).hasSize(2);
        assertThat(steps.at("/0/commands/0").asText()).isEqualTo("nacre account show a");
        assertThat(steps.at("/1/step").intValue()).isEqualTo(2);
        assertThat(steps.at("/1/title").asText()).isEqualTo("Two");
        assertThat(steps.at("/1/results/0").asText()).isEqualTo("declined");
        assertThat(list("csv").lines())
                .containsExactly("step,title,commands,results", "1,One,nacre account show a,", "2,Two,,declined");
        assertThat(list("text")).isEmpty();
    }

    private String list(String format) {
        Options options = new Options();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--output", format);
        StringWriter out = new StringWriter();
        transcript.list(options.output, new PrintWriter(out));
        return out.toString();
    }
}
