package io.nacre.app;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
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
        exitCodeList = {"0:done", "1:failed, with one line that says why", "2:the command line is wrong"})
public final class Nacre {

    private Nacre() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, as tests and the launcher run it. */
    static CommandLine commandLine() {
        CommandLine nacre = new CommandLine(new Nacre());
        nacre.addSubcommand(new DemoCommand())
                .addSubcommand(new ScenarioCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new DataCommand())
                .addSubcommand(new TrainCommand())
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(new TuneCommand())
                .addSubcommand(new RetrainCommand())
                .addSubcommand(new DriftCommand())
                .addSubcommand(new AnomaliesCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new DecisionsCommand())
                .addSubcommand(new DeadLettersCommand())
                .addSubcommand(new ReconcileCommand())
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
                .addSubcommand(new HelpCommand());
        nacre.setCaseInsensitiveEnumValuesAllowed(true);
        // "@name" is a value like any other, and no file whose lines become arguments.
        nacre.setExpandAtFiles(false);
        nacre.setExecutionStrategy(CommandErrorHandler::inMemory);
        nacre.setParameterExceptionHandler(CommandErrorHandler::usage);
        nacre.setExecutionExceptionHandler(CommandErrorHandler::execution);
        return nacre;
    }

    /** The benchmarks where the class path has them, or what says how to get there. */
    private static Object bench() {
        return ServiceLoader.load(CommandProvider.class)
                .findFirst()
                .map(CommandProvider::command)
                .orElseGet(BenchCommand::new);
    }
}
