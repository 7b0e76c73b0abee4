package io.nacre.app.training;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.simulation.FraudMix;
import io.nacre.simulation.FraudTypology;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldCsvWriter;
import io.nacre.simulation.WorldOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a labelled simulated world to files. */
@Command(
        name = "simulate",
        description =
                "Write simulated, labelled data: transactions and accounts as CSV, lifecycle events as JSON lines, and"
                        + " an .mmdb of the IP ranges.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre simulate --out world",
            "  nacre simulate --out small --accounts 300 --days 30 --seed 7 --output json",
            "  nacre simulate --out world --typology card-testing=0.4 --typology mule-ring=0",
            "  nacre simulate --out world --unseen bust-out,bot-signup --unseen-from 2026-03-01",
            "  nacre train --data world/transactions.csv --mapping nacre-simulation \\",
            "      --ip-country world/ip.mmdb --ip-anonymous world/ip.mmdb --out my-bundle"
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final List<String> FILES = List.of(
            WorldCsvWriter.TRANSACTIONS, WorldCsvWriter.LIFECYCLE, WorldCsvWriter.ACCOUNTS, WorldCsvWriter.IP_RANGES);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out = Path.of("");

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Option(names = "--accounts", defaultValue = "2000", description = "Number of accounts; default 2000.")
    private int accounts;

    @Option(names = "--merchants", defaultValue = "400", description = "Number of merchants; default 400.")
    private int merchants;

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "Number of days; default 90. The first days are the same for any number.")
    private int days;

    @Option(names = "--fraud-rate", defaultValue = "0.007", description = "Approximate share of fraud; default 0.007.")
    private double fraudRate;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the simulation; default 1.")
    private long seed;

    @Option(
            names = "--typology",
            paramLabel = "NAME=SHARE",
            description = "Share of a typology among all frauds, 0 for none; repeatable. The others share the rest in"
                    + " their usual proportions. Typologies: ${COMPLETION-CANDIDATES}.")
    private Map<FraudTypology, Double> shares = Map.of();

    @Option(
            names = "--unseen",
            split = ",",
            paramLabel = "NAME",
            description = "Typologies that start late, to test a model on fraud that is not in its training data.")
    private Set<FraudTypology> unseen = Set.of();

    @Option(
            names = "--unseen-from",
            paramLabel = "DATE|SHARE",
            defaultValue = "0.85",
            converter = SimulationDay.Converter.class,
            description =
                    "Start of the typologies of --unseen: a day such as 2026-03-01, or a share of the days; default"
                            + " 0.85.")
    private SimulationDay unseenFrom = new SimulationDay(null, 0);

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        overwrite.check(FILES.stream().map(out::resolve).toArray(Path[]::new));
        WorldOptions options = WorldOptions.DEFAULT
                .withAccounts(accounts)
                .withMerchants(merchants)
                .withDays(days)
                .withFraudRate(fraudRate)
                .withSeed(seed);
        World world = World.of(options.withMix(new FraudMix(shares, unseen, unseenFrom.number(options))));
        long[] written = {0};
        try (ProgressLine progress = ProgressLine.start(spec, "transactions written")) {
            AtomicFile.writeAll(
                    out,
                    FILES,
                    folder -> WorldCsvWriter.write(world, folder, () -> {
                        written[0]++;
                        progress.add();
                    }));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("folder", out.toString());
        fields.put("files", FILES);
        fields.put("transaction_count", written[0]);
        fields.put("account_count", world.profiles().size());
        PrintWriter result = CommandSupport.out(spec);
        output.show(fields, result, () -> result.println(out + ": " + String.join(", ", FILES)));
        return 0;
    }
}
