package io.nacre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.CliRun;
import io.nacre.app.Nacre;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Of {@code --bootstrap-servers} and {@code --group} of one command. */
class OptionDefaultsTest {

    @TempDir
    private Path folder;

    @Test
    void theFileGivesWhatTheCommandLineDoesNot() throws IOException {
        String config = config("bootstrap-servers = kafka:9092\ngroup = mine\n");

        assertThat(values(Map.of(), "--config", config)).isEqualTo("kafka:9092 mine");
        assertThat(values(Map.of(), "--config=" + config, "--group", "other")).isEqualTo("kafka:9092 other");
        assertThat(values(Map.of("NACRE_CONFIG", config))).isEqualTo("kafka:9092 mine");
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws IOException {
        String config = config("bootstrap-servers=kafka:9092\n");

        assertThat(values(Map.of("NACRE_BOOTSTRAP_SERVERS", "env:1", "NACRE_GROUP", ""), "--config", config))
                .isEqualTo("env:1 nacre");
    }

    @Test
    void aFlagIsOnlyTakenFromTheCommandLine() throws IOException {
        assertThat(refusal(config("until-latest = true\n")))
                .contains("no command has an option --until-latest; remove it");
    }

    @Test
    void aKeyThatNoCommandHasIsRefused() throws IOException {
        assertThat(refusal(config("bootstrap-server = kafka:9092\n")))
                .contains("no command has an option --bootstrap-server; did you mean 'bootstrap-servers'?");
        assertThat(refusal(folder.resolve("nowhere").toString())).contains("the file of --config cannot be read");
    }

    @Test
    void printsACompletionScript() {
        CliRun run = CliRun.of("completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("complete -F _complete_nacre", "--bootstrap-servers");
    }

    private String config(String text) throws IOException {
        return Files.writeString(folder.resolve("nacre.properties"), text).toString();
    }

    private static String values(Map<String, String> environment, String... options) {
        CommandLine.ParseResult parsed = Nacre.commandLine(environment)
                .parseArgs(Stream.concat(Stream.of("reconcile"), Stream.of(options))
                        .toArray(String[]::new));
        CommandLine reconcile = parsed.subcommand().commandSpec().commandLine();
        return value(reconcile, "--bootstrap-servers") + " " + value(reconcile, "--group");
    }

    private static Object value(CommandLine command, String option) {
        return command.getCommandSpec().findOption(option).getValue();
    }

    private static String refusal(String config) {
        StringWriter err = new StringWriter();
        int code = Nacre.commandLine().setErr(new PrintWriter(err)).execute("reconcile", "--config", config);
        assertThat(code).isEqualTo(2);
        return err.toString();
    }
}
