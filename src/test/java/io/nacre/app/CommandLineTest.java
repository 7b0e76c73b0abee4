package io.nacre.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nacre.model.TestBundles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

    /** Nothing listens there. */
    private static final String NOBODY = "127.0.0.1:1";

    /** For parsing alone: building all commands takes a tenth of a second. */
    private static final CommandLine NACRE = Nacre.commandLine();

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect("", NACRE, names);
        return names.stream().filter(name -> !name.isEmpty() && !name.startsWith("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithExamples(String command) {
        CliRun help = CliRun.withoutExecution(words(command + " --help"));

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: nacre " + command, "Examples:", "  nacre ");
        assertThat(help.err()).isEmpty();
    }

    /** As they are printed: copied from a terminal, each must parse. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleParses(String command) {
        String help = CliRun.withoutExecution(words(command + " --help")).out();
        List<String> examples = ShellWords.commands(help.substring(help.indexOf("Examples:")), "nacre");

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThatCode(() -> NACRE.parseArgs(ShellWords.of(example)))
                        .as(example)
                        .doesNotThrowAnyException());
    }

    /** What lists or shows is for programs as well; the others do something. */
    @Test
    void everyCommandThatListsOrShowsHasAnOutputForPrograms() {
        Set<String> others = Set.of(
                "account freeze",
                "account release",
                "bench",
                "broker",
                "bundle keygen",
                "bundle promote",
                "bundle publish",
                "bundle rollback",
                "bundle sign",
                "completion",
                "dead-letters redrive",
                "demo",
                "erase account",
                "gateway",
                "console",
                "geoip",
                "lists add",
                "lists remove",
                "replay",
                "rules check",
                "rules publish",
                "run",
                "tokenise",
                "verdict fraud",
                "verdict inconclusive",
                "verdict legitimate",
                "webhooks redrive",
                "webhooks run");
        CommandLine nacre = Nacre.commandLine();

        List<String> without = commands()
                .filter(name -> {
                    CommandLine command = nacre;
                    for (String word : name.split(" ", -1)) {
                        command = requireNonNull(command.getSubcommands().get(word));
                    }
                    return command.getSubcommands().isEmpty()
                            && command.getCommandSpec().findOption("--output") == null;
                })
                .toList();

        assertThat(without).filteredOn(name -> !name.startsWith("bench ")).isSubsetOf(others);
    }

    @Test
    void whatIsShownWithoutABrokerIsJsonAndCsv(@TempDir Path folder) throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        TestBundles.catalogueBundle().write(bundle);
        for (String line : List.of(
                "rules variables",
                "topics acls --principal-job User:job --bootstrap-servers " + NOBODY,
                "bundle show " + bundle,
                "bundle verify " + bundle,
                "doctor --bundle " + bundle + " --bootstrap-servers " + NOBODY)) {
            assertThat(JsonMapper.builder()
                            .build()
                            .readTree(CliRun.of(line + " --output json").out()))
                    .as(line)
                    .isNotEmpty();
            assertThat(CliRun.of(line + " --output csv")
                            .out()
                            .lines()
                            .findFirst()
                            .orElseThrow())
                    .as(line)
                    .matches("[a-z_]+(,[a-z_]+)+");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandRefusesAnUnknownOption(String command) {
        CliRun cliRun = CliRun.withoutExecution(words(command + " --no-such-option"));

        assertThat(cliRun.code()).isEqualTo(2);
        assertThat(cliRun.err().lines()).hasSize(2);
        assertThat(cliRun.err()).startsWith("nacre: ").contains("Try 'nacre " + command + " --help'.");
    }

    @Test
    void replacesABundleOrItsReportOnlyByForce(@TempDir Path folder) throws IOException {
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        String train = "train --data nowhere.csv --mapping handbook --out " + bundle;
        assertThat(CliRun.of(train).err()).contains("nowhere.csv");

        Files.writeString(folder.resolve("bundle.report.html"), "kept");
        assertThat(CliRun.of(train).err())
                .contains("bundle.report.html already exists: choose another name, or add --force");
        Files.writeString(bundle.resolve("bundle.json"), "{}");
        assertThat(CliRun.of(train).err()).contains("bundle already exists: choose another name, or add --force");
        assertThat(CliRun.of(train + " --force").err()).contains("nowhere.csv");
    }

    @Test
    void aMistypedCommandIsAUsageErrorWithASuggestion() {
        CliRun cliRun = CliRun.of("trian");

        assertThat(cliRun.code()).isEqualTo(2);
        assertThat(cliRun.err()).startsWith("nacre: ").contains("train");
    }

    @Test
    void noCommandAtAllIsAUsageError() {
        CliRun cliRun = CliRun.of(List.of());

        assertThat(cliRun.code()).isEqualTo(2);
        assertThat(cliRun.err()).startsWith("nacre: ").contains("nacre --help");
    }

    @Test
    void tooLittleMemoryIsALineWithARemedy() {
        StringWriter err = new StringWriter();
        CommandLine greedy = Nacre.commandLine().addSubcommand("fill", new Greedy());

        int code = greedy.setErr(new PrintWriter(err)).execute("fill");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .startsWith("nacre: out of memory (Java heap space)")
                .contains("NACRE_JAVA_OPTS=-Xmx");
    }

    @CommandLine.Command
    private static final class Greedy implements Runnable {

        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "data profile nowhere.csv --mapping handbook, nowhere.csv",
        "data profile nowhere.csv --mapping nowhere.yaml, nowhere.yaml",
        "train --data nowhere.csv --mapping handbook --out out, nowhere.csv",
        "train --data nowhere.csv --mapping nowhere.yaml --out out, nowhere.yaml",
        "evaluate --data nowhere.csv --mapping handbook --bundle nowhere, nowhere",
        "replay --data nowhere.csv --mapping handbook --bootstrap-servers 127.0.0.1:1, nowhere.csv",
        "bundle show nowhere.zip, nowhere.zip",
        "bundle verify nowhere, nowhere",
        "explain offline tx-1 --data nowhere.csv --mapping handbook --bundle nowhere, nowhere",
        "bundle sign nowhere --key nowhere.key, nowhere.key",
        "bundle verify nowhere --trust nowhere.pub, nowhere.pub",
        "bundle publish nowhere --store out --bootstrap-servers 127.0.0.1:1, nowhere",
        "geoip --mmdb nowhere.mmdb --out out.mmdb, nowhere.mmdb",
        "topics check --bootstrap-servers 127.0.0.1:1 --client-config nowhere.properties, nowhere.properties",
        "lists add block ip here --bootstrap-servers 127.0.0.1:1 --reason r, 'is not an IP address: use one, or"
                + " a block'",
        "dead-letters show nowhere --bootstrap-servers 127.0.0.1:1, 'is not a record position: use"
                + " topic:partition:offset'",
        "topics check --bootstrap-servers here, 'use host:port'"
    })
    void reportsMissingOptionsInOneLine(String line, String named, @TempDir Path folder) {
        CliRun cliRun = CliRun.of(line.replace("--out out", "--out " + folder.resolve("out")));

        assertThat(cliRun.code()).isEqualTo(1);
        assertThat(cliRun.err().lines()).singleElement().asString().startsWith("nacre: ");
        assertThat(cliRun.err()).contains(named).doesNotContain("Exception");
    }

    @Test
    void aLengthOfTimeThatIsNoneIsAUsageError() {
        CliRun cliRun = CliRun.of("account freeze a --bootstrap-servers 127.0.0.1:1 --reason r --for soon");

        assertThat(cliRun.code()).isEqualTo(2);
        assertThat(cliRun.err()).contains("--for", "'soon' is not a duration: use a number");
    }

    @Test
    void reportsAnUnreachableBrokerInOneLine(@TempDir Path folder) throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        TestBundles.catalogueBundle().write(bundle);
        Path data = folder.resolve("data.csv");
        Files.writeString(data, "id,account,amount,at,fraud\n1,a,9.99,2026-01-01T00:00:00Z,0\n");
        Path mapping = folder.resolve("mapping.yaml");
        Files.writeString(
                mapping,
                "transaction: {id: id, time: at, account: account, amount: amount,\n"
                        + "  currency: {constant: EUR}, channel: {constant: TRANSFER}}\n");
        Map<String, CliRun> trials = new ConcurrentSkipListMap<>();
        ExecutorService waiting = Executors.newCachedThreadPool();

        CompletableFuture.allOf(Stream.of(
                                "topics create",
                                "topics check",
                                "decisions --out " + folder.resolve("decisions.csv"),
                                "dead-letters list",
                                "dead-letters show payments.transactions:0:1",
                                "dead-letters redrive",
                                "reconcile",
                                "account show a",
                                "rules list",
                                "retrain --store " + folder,
                                "bundle rollback",
                                "account freeze a --reason r",
                                "lists add block ip 10.7.3.0/24 --reason r",
                                "lists show",
                                "explain decided tx-1",
                                "replay --data " + data + " --mapping " + mapping,
                                "run --bundle " + bundle)
                        .map(line -> CompletableFuture.runAsync(
                                () -> trials.put(line, CliRun.of(line + " --bootstrap-servers " + NOBODY)), waiting))
                        .toArray(CompletableFuture[]::new))
                .join();
        waiting.shutdown();

        assertThat(trials).hasSize(17).allSatisfy((line, cliRun) -> {
            assertThat(cliRun.code()).isEqualTo(1);
            assertThat(cliRun.err().lines()).singleElement().asString().startsWith("nacre: ");
            assertThat(cliRun.err()).contains("broker").doesNotContain("Exception");
        });
    }

    @Test
    void aValueWithAnAtSignNamesNoFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--help\n");

        List<String> read = Nacre.commandLine()
                .parseArgs("explain", "decided", "@" + file, "--bootstrap-servers", NOBODY)
                .subcommand()
                .subcommand()
                .originalArgs();

        assertThat(read).contains("@" + file).doesNotContain("--help");
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    private static void collect(String name, CommandLine command, List<String> names) {
        names.add(name);
        Map<String, CommandLine> subcommands = new TreeMap<>(command.getSubcommands());
        UnaryOperator<String> full = sub -> name.isEmpty() ? sub : name + " " + sub;
        subcommands.forEach((sub, line) -> collect(full.apply(sub), line, names));
    }
}
