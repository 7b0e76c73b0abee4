package io.nacre.app.job;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.HistoryOptions;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.training.csv.CsvHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Produces a data set to Kafka as if it happened now. */
@Command(
        name = "replay",
        description =
                "Write labelled history to Kafka: transactions in time order, lifecycle events and labels at the time they"
                        + " became known.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre replay --data world/transactions.csv --mapping nacre-simulation --bootstrap-servers localhost:9092 --rate 500",
            "  nacre replay --data world/transactions.csv --mapping nacre-simulation --bootstrap-servers localhost:9092 --speed 3600",
            "",
            "--speed 3600 replays one hour of event time per second."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final int PROGRESS_EVERY = 100_000;
    private static final Duration JOB_READS_WITHIN = Duration.ofMinutes(2);

    /** When labels are produced. */
    enum Labels {
        /** When they became known, in event time. */
        KNOWN,
        /**
         * All fraud labels and lifecycle events first, and the job has read them before the first transaction. The job
         * uses none before it became known, so its results equal an evaluation of the same file.
         */
        AHEAD,
        /** No labels. */
        NONE,
        /** Labels and profiles only, no transactions and no lifecycle events. */
        ONLY
    }

    /** The options for the speed; by default there is no limit. */
    static final class PaceOptions {
        @Option(names = "--rate", paramLabel = "N", description = "Transactions per second.")
        private double rate;

        @Option(names = "--speed", paramLabel = "X", description = "Speed of event time: X times as fast as the clock.")
        private double speed;
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @ArgGroup
    private PaceOptions pace = new PaceOptions();

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "First event time; default the start of the history.")
    private Instant from = Instant.MIN;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            description = "Last event time, exclusive; default the end of the history.")
    private Instant to = Instant.MAX;

    @Option(
            names = "--labels",
            defaultValue = "known",
            description = "When labels are sent: ${COMPLETION-CANDIDATES}. KNOWN (default) sends a label when it became"
                    + " known. AHEAD sends all labels and lifecycle events before the first transaction. NONE sends no labels. ONLY sends"
                    + " labels without transactions.")
    private Labels labels = Labels.KNOWN;

    @Option(
            names = "--group",
            defaultValue = "nacre",
            description =
                    "Consumer group of the job that must have read the labels, for --labels ahead; default nacre.")
    private String group = "nacre";

    private long sent;
    private @Nullable RateLimiter pacing;

    @Override
    public Integer call() throws Exception {
        CsvHistory transactions = history.open();
        long startNs = System.nanoTime();
        try (TransactionFeed transactionFeed = new TransactionFeed(brokers.settings())) {
            for (AccountProfile profile : transactions.profiles()) {
                transactionFeed.profile(profile);
            }
            if (labels == Labels.AHEAD || labels == Labels.ONLY) {
                frauds(transactions, transactionFeed);
            }
            if (labels == Labels.AHEAD) {
                lifecycleEvents(transactions, transactionFeed);
                awaitJob(transactionFeed);
            }
            if (labels != Labels.ONLY) {
                transactions.forEach(labelled -> send(transactionFeed, labelled));
            }
        }
        HistoryOptions.warn(transactions, CommandSupport.out(spec));
        double seconds = (System.nanoTime() - startNs) / 1e9;
        CommandSupport.out(spec).printf("%,d transactions sent in %.1f s%n", sent, seconds);
        return 0;
    }

    private void frauds(CsvHistory transactions, TransactionFeed transactionFeed) throws IOException {
        transactions.forEach(labelled -> {
            Label label = labelled.label();
            if (label != null && label.fraud() && isWanted(labelled)) {
                transactionFeed.label(label);
            }
        });
    }

    private void lifecycleEvents(CsvHistory transactions, TransactionFeed transactionFeed) throws IOException {
        transactions.forEach(labelled -> {
            if (isWanted(labelled)) {
                labelled.lifecycle().forEach(transactionFeed::lifecycleEvent);
            }
        });
    }

    private void awaitJob(TransactionFeed transactionFeed) {
        transactionFeed.flush();
        try (GroupProgress progress = new GroupProgress(brokers.settings().withGroupId(group))) {
            progress.await(TransactionFeed.UPDATES, JOB_READS_WITHIN);
        }
    }

    private void send(TransactionFeed transactionFeed, LabelledTransaction labelled) {
        if (!isWanted(labelled)) {
            return;
        }
        long atMs = labelled.transaction().eventTimeMs();
        if (pacing == null) {
            pacing = pace.speed > 0 ? RateLimiter.ofEventTime(pace.speed, atMs) : RateLimiter.ofRate(pace.rate);
        }
        pacing.await(sent, atMs);
        transactionFeed.transaction(
                switch (labels) {
                    case KNOWN -> labelled;
                    case NONE -> labelled.withoutLabel();
                    case AHEAD, ONLY -> new LabelledTransaction(labelled.transaction(), null, null);
                });
        sent++;
        if (sent % PROGRESS_EVERY == 0) {
            PrintWriter out = CommandSupport.out(spec);
            out.printf("%,d sent, event time %s%n", sent, Instant.ofEpochMilli(atMs));
            out.flush();
        }
    }

    private boolean isWanted(LabelledTransaction labelled) {
        Instant at = Instant.ofEpochMilli(labelled.transaction().eventTimeMs());
        return !at.isBefore(from) && at.isBefore(to);
    }
}
