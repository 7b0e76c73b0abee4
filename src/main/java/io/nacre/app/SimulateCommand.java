package io.nacre.app;

import io.nacre.simulation.CsvWorld;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a labelled world as files. */
@Command(
        name = "simulate",
        description = "Write a labelled world as CSV: transactions, accounts, and the .mmdb of its IP ranges.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre simulate --out world",
            "  nacre simulate --out small --accounts 300 --days 30 --seed 7",
            "  nacre train --data world/transactions.csv --mapping nacre-simulation \\",
            "      --ip-country world/ip.mmdb --ip-anonymous world/ip.mmdb --out my-bundle"
        })
final class SimulateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write into.")
    private Path out = Path.of("");

    @Option(names = "--accounts", defaultValue = "2000", description = "Default 2000.")
    private int accounts;

    @Option(names = "--merchants", defaultValue = "400", description = "Default 400.")
    private int merchants;

    @Option(names = "--days", defaultValue = "90", description = "Default 90; more days change nothing of the earlier.")
    private int days;

    @Option(names = "--fraud-rate", defaultValue = "0.007", description = "Share of fraud, about; default 0.007.")
    private double fraudRate;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed is another world; default 1.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        World world = World.of(WorldOptions.DEFAULT
                .withAccounts(accounts)
                .withMerchants(merchants)
                .withDays(days)
                .withFraudRate(fraudRate)
                .withSeed(seed));
        CsvWorld.write(world, out);
        Commands.out(spec)
                .println(out + ": " + CsvWorld.TRANSACTIONS + ", " + CsvWorld.ACCOUNTS + ", " + CsvWorld.IP_RANGES);
        return 0;
    }
}
