package io.nacre.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.nacre.app.cli.CsvExport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Whatever strangers write: no output of a command acts on the terminal or the spreadsheet that shows it. */
class HostileOutputTest {

    private static final String HOSTILE = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp\u2066";
    private static final String ACTS = ".*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069].*";

    @TempDir
    private Path folder;

    static Stream<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>();
        collect(Nacre.commandLine(), List.of(), paths);
        return paths.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> into) {
        into.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, into);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aHostileArgumentIsShownAsItsCode(List<String> path) {
        List<String> arguments = new ArrayList<>(path);
        arguments.add("--" + HOSTILE);

        CliRun cliRun = CliRun.withoutExecution(arguments);

        assertThat(cliRun.out() + cliRun.err()).doesNotMatch("(?s)" + ACTS);
    }

    @Test
    void theNamesOfColumnsAndTheirCellsDoNotActOnTheTerminal() throws IOException {
        Path data = Files.writeString(
                folder.resolve("hostile.csv"),
                "id,time,account,amount,fraud,\"" + HOSTILE + "\",\"two\nlines\"\n"
                        + "1,2026-03-01T09:15:00Z,C1,25.90,0,\"" + HOSTILE + "\",=HYPERLINK(1)\n"
                        + "2,2026-03-01T09:16:00Z,C2,abc" + HOSTILE + ",0,x,y\n"
                        + "3,2026-03-01T09:17:00Z,C3,1.00,1,x,y\n");
        Path mapping = Files.writeString(folder.resolve("hostile.yaml"), """
                transaction:
                  id: id
                  time: {column: time, format: iso}
                  account: account
                  amount: amount
                  currency: {constant: EUR}
                  channel: {constant: CARD_NOT_PRESENT}
                label:
                  delay-days: 30
                  column: fraud
                  fraud: ["1"]
                  legitimate: ["0"]
                """);

        CliRun cliRun = CliRun.of(List.of("data", "profile", data.toString(), "--mapping", mapping.toString()));

        assertThat(cliRun.out() + cliRun.err())
                .contains("\\u001b]0;owned", "two\\u000alines")
                .doesNotMatch("(?s)" + ACTS);
    }

    @Test
    void aFileThatIsNotThereIsNamedSafely() {
        CliRun cliRun = CliRun.of(List.of("data", "profile", "no\u001b[31m", "--mapping", "no\u001b[31m"));

        assertThat(cliRun.code()).isNotZero();
        assertThat(cliRun.err()).contains("\\u001b[31m").doesNotMatch("(?s)" + ACTS);
    }

    @Test
    void anExportedCellIsNeverAFormula() {
        StringWriter file = new StringWriter();
        CsvExport export = CsvExport.to(file);

        export.row("=HYPERLINK(\"http://evil\",\"a\")", "-0.25", "a,b", "@x", "ok");

        assertThat(file.toString()).doesNotContain("\r").endsWith("ok\n");
        assertThat(CsvReader.builder().ofCsvRecord(file.toString()).stream()
                        .findFirst()
                        .orElseThrow()
                        .getFields())
                .containsExactly("'=HYPERLINK(\"http://evil\",\"a\")", "-0.25", "a,b", "'@x", "ok");
    }

    @Test
    void aLoggedMessageIsOneLineThatDoesNotAct() throws IOException {
        Path properties = Path.of("src/main/resources/log4j2.properties");
        try (LoggerContext context = new LoggerContext("test")) {
            var configuration = new PropertiesConfigurationFactory()
                    .getConfiguration(
                            context, new ConfigurationSource(Files.newInputStream(properties), properties.toFile()));
            configuration.initialize();
            ConsoleAppender console = requireNonNull(configuration.getAppender("console"));

            String logged = new String(
                    console.getLayout()
                            .toByteArray(Log4jLogEvent.newBuilder()
                                    .setLoggerName("io.nacre.Test")
                                    .setLevel(Level.WARN)
                                    .setMessage(new SimpleMessage("id " + HOSTILE + "\nERROR forged"))
                                    .setThrown(new IllegalStateException("bad " + HOSTILE))
                                    .build()),
                    Charset.defaultCharset());

            assertThat(logged).contains("id ?]0;owned", "?ERROR forged", "IllegalStateException: bad ?]0;");
            assertThat(logged).doesNotMatch("(?s)" + ACTS);
            assertThat(logged.lines().findFirst().orElseThrow()).endsWith("ERROR forged");
        }
    }
}
