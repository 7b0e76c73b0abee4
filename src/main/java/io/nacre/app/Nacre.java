package io.nacre.app;

import io.nacre.app.analyst.AccountCommand;
import io.nacre.app.analyst.AlertsCommand;
import io.nacre.app.analyst.DecisionsCommand;
import io.nacre.app.analyst.EraseCommand;
import io.nacre.app.analyst.ExplainCommand;
import io.nacre.app.analyst.ListsCommand;
import io.nacre.app.analyst.RulesCommand;
import io.nacre.app.analyst.VerdictCommand;
import io.nacre.app.bundle.BundleCommand;
import io.nacre.app.cli.CommandErrorHandler;
import io.nacre.app.cli.OptionDefaults;
import io.nacre.app.console.AuditCommand;
import io.nacre.app.console.ConsoleCommand;
import io.nacre.app.console.ConsoleUserCommand;
import io.nacre.app.demo.DemoCommand;
import io.nacre.app.demo.ScenarioCommand;
import io.nacre.app.gateway.ApiKeyCommand;
import io.nacre.app.gateway.GatewayCommand;
import io.nacre.app.ingest.IngestCommand;
import io.nacre.app.job.DoctorCommand;
import io.nacre.app.job.ReplayCommand;
import io.nacre.app.job.RunCommand;
import io.nacre.app.topic.BrokerCommand;
import io.nacre.app.topic.DeadLettersCommand;
import io.nacre.app.topic.ReconcileCommand;
import io.nacre.app.topic.TopicsCommand;
import io.nacre.app.training.DataCommand;
import io.nacre.app.training.DriftCommand;
import io.nacre.app.training.EvaluateAnomalyModelCommand;
import io.nacre.app.training.EvaluateCommand;
import io.nacre.app.training.GeoipCommand;
import io.nacre.app.training.RetrainCommand;
import io.nacre.app.training.SimulateCommand;
import io.nacre.app.training.TokeniseCommand;
import io.nacre.app.training.TrainCommand;
import io.nacre.app.training.TuneCommand;
import io.nacre.app.webhook.WebhooksCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code nacre} command: every subcommand with its help. */
@Command(
        name = "nacre",
        description = "Real-time fraud detection, layer by layer.",
        mixinStandardHelpOptions = true,
        version = "nacre 0.1.0",
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, with one line that gives the reason", "2:the command line is invalid"})
public final class Nacre {

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Properties file with values for options, such as bootstrap-servers=localhost:9092. An"
                    + " environment variable such as NACRE_BOOTSTRAP_SERVERS takes precedence. NACRE_CONFIG may name"
                    + " the file.")
    private @Nullable Path config;

    private Nacre() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** The whole command line without environment variables, for tests. */
    public static CommandLine commandLine() {
        return commandLine(Map.of());
    }

    /** The whole command line with environment variables. */
    public static CommandLine commandLine(Map<String, String> environment) {
        Nacre root = new Nacre();
        CommandLine nacre = new CommandLine(root);
        nacre.addSubcommand(new DemoCommand())
                .addSubcommand(new ScenarioCommand(Nacre::commandLine))
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new DataCommand())
                .addSubcommand(new TrainCommand())
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(new TuneCommand())
                .addSubcommand(new RetrainCommand())
                .addSubcommand(new DriftCommand())
                .addSubcommand(new EvaluateAnomalyModelCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new GatewayCommand())
                .addSubcommand(new ApiKeyCommand())
                .addSubcommand(new ConsoleCommand())
                .addSubcommand(new ConsoleUserCommand())
                .addSubcommand(new AuditCommand())
                .addSubcommand(new WebhooksCommand())
                .addSubcommand(new IngestCommand())
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new DecisionsCommand())
                .addSubcommand(new DeadLettersCommand())
                .addSubcommand(new ReconcileCommand())
                .addSubcommand(new AlertsCommand())
                .addSubcommand(new VerdictCommand())
                .addSubcommand(new ExplainCommand())
                .addSubcommand(new BundleCommand())
                .addSubcommand(new RulesCommand())
                .addSubcommand(new AccountCommand())
                .addSubcommand(new ListsCommand())
                .addSubcommand(new EraseCommand())
                .addSubcommand(new TopicsCommand())
                .addSubcommand(new BrokerCommand())
                .addSubcommand(new TokeniseCommand())
                .addSubcommand(new GeoipCommand())
                .addSubcommand(bench())
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new HelpCommand());
        nacre.setDefaultValueProvider(new OptionDefaults(() -> root.config, environment));
        nacre.setCaseInsensitiveEnumValuesAllowed(true);
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(nacre.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, Nacre::footer);
        nacre.setHelpSectionMap(sections);
        // "@name" is an ordinary value, not a file with arguments.
        nacre.setExpandAtFiles(false);
        nacre.setExecutionStrategy(CommandErrorHandler::inMemory);
        nacre.setParameterExceptionHandler(CommandErrorHandler::usage);
        nacre.setExecutionExceptionHandler(CommandErrorHandler::execution);
        return nacre;
    }

    /** The examples without line wrapping, so that they can be copied. */
    private static String footer(CommandLine.Help help) {
        return Arrays.stream(help.commandSpec().usageMessage().footer())
                .map(line -> String.format(line) + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /** The benchmarks if they are on the class path, else a command that explains how to run them. */
    private static Object bench() {
        return ServiceLoader.load(CommandProvider.class)
                .findFirst()
                .map(CommandProvider::command)
                .orElseGet(UnavailableBenchCommand::new);
    }
}
