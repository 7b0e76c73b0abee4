package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.PaymentClock;
import io.nacre.app.cli.ProgressLine;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.kafka.admin.Tombstones;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.ByteTextSearcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Erases an account, and verifies the erasure. */
@Command(
        name = "erase",
        description = "Erase an account from the job and the topics, or verify that it is gone.",
        synopsisSubcommandLabel = "account|verify",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre erase account acct-000123 --bootstrap-servers localhost:9092 --reason 'request of 3 March'",
            "  nacre erase verify acct-000123 --bootstrap-servers localhost:9092 --state"
                    + " /var/nacre/savepoints/savepoint-42"
        })
public final class EraseCommand {

    private static final Duration JOB_READS_WITHIN = Duration.ofMinutes(2);
    private static final Duration RECORDS_READ_WITHIN = Duration.ofSeconds(30);
    private static final List<Topic<?>> STATE_TOPICS = List.of(
            TopicCatalogue.TRANSACTIONS,
            TopicCatalogue.ACCOUNT_PROFILES,
            TopicCatalogue.VERDICTS,
            TopicCatalogue.CHARGEBACKS,
            TopicCatalogue.ACCOUNT_ACTIONS,
            TopicCatalogue.LISTS);

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "account", description = "Erase an account from the state of the running job and from the topics.")
    int account(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Reason, stored with the request.")
                    String reason,
            @Option(names = "--actor", description = "Who requests the erasure; default the user's name.") @Nullable
                    String by,
            @Option(
                            names = "--group",
                            defaultValue = "nacre",
                            description = "Consumer group of the job; default nacre.")
                    String group,
            @Option(names = "--force", description = "Accept an account that no record names; skips the search for it.")
                    boolean force) {
        KafkaSettings settings = brokers.settings().withGroupId(group);
        AccountExistenceCheck.require(settings, account, force);
        long nowMs = PaymentClock.nowMs(settings);
        requireErasable(settings, account, nowMs);
        PrintWriter out = CommandSupport.out(spec);
        ErasureRequest erasureRequest = new ErasureRequest(account, CommandSupport.actor(by), reason, nowMs);
        Set<String> written = new HashSet<>();
        try (GroupProgress progress = new GroupProgress(settings);
                TopicReader<DeadLetter> letters = new TopicReader<>(settings, TopicCatalogue.DEAD_LETTERS);
                TopicWriter<ErasureRequest> requests = new TopicWriter<>(settings, TopicCatalogue.ERASURES)) {
            letters.skipToEnd();
            // There is no order between topics. A record that the job reads after the erasure would create new state.
            if (!progress.reaches(STATE_TOPICS, RECORDS_READ_WITHIN)) {
                out.println("the job may not have read all records of " + account + " yet: check with 'nacre"
                        + " erase verify', and erase the account again if necessary");
            }
            // The request is sent twice. An alert may reach its incident state after the first request, but not after
            // the second.
            for (int time = 0; time < 2; time++) {
                written.add(position(requests.writeAndWait(erasureRequest)));
                progress.await(List.of(TopicCatalogue.ERASURES), JOB_READS_WITHIN);
            }
            letters.readToEnd(record -> requireNotRejected(account, record, written));
        }
        Map<Topic<?>, List<String>> keys = ErasureScope.keys(account);
        Tombstones.write(settings, keys);
        try (ProgressLine records = ProgressLine.start(spec, "records of topics without retention read")) {
            ErasureScope.remove(settings, erasureRequest, records::add);
        }
        out.println(account + ": erased from the state of the job");
        TopicCatalogue.ALL.forEach(
                topic -> out.printf("%-28s %s%n", settings.nameOf(topic), ErasureScope.retentionNote(topic)));
        out.println("Earlier checkpoints and savepoints contain it until they are deleted.");
        return 0;
    }

    @Command(
            name = "verify",
            description =
                    "Search for an account in every topic, and in checkpoints or savepoints. The exit code is 1 if"
                            + " anything is found.")
    int verify(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(
                            names = "--state",
                            paramLabel = "DIR",
                            description = "Folder of a checkpoint or savepoint to search; repeatable.")
                    @Nullable
                    List<Path> states,
            @Mixin OutputOptions output)
            throws IOException {
        KafkaSettings settings = brokers.settings();
        List<Path> folders = states == null ? List.of() : states;
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailedException("--state: there is no folder " + folder);
            }
        }
        ByteTextSearcher searcher = new ByteTextSearcher(List.of(account));
        ErasureVerificationReport report;
        try (ProgressLine records = ProgressLine.start(spec, "records read")) {
            List<ErasureVerificationReport.TopicCount> topics = ErasureScope.onTopics(settings, searcher, records::add);
            records.clear();
            report = new ErasureVerificationReport(account, topics, inState(folders, searcher));
        }
        PrintWriter out = CommandSupport.out(spec);
        output.show(report.fields(), out, () -> report.print(out));
        return report.isErased() ? 0 : 1;
    }

    private List<ErasureVerificationReport.StateFolder> inState(List<Path> folders, ByteTextSearcher searcher)
            throws IOException {
        List<ErasureVerificationReport.StateFolder> found = new ArrayList<>();
        try (ProgressLine files = ProgressLine.start(spec, "files of state read")) {
            for (Path folder : folders) {
                found.add(new ErasureVerificationReport.StateFolder(
                        folder, new StateFileScanner(searcher, files::add).files(folder)));
            }
        }
        return found;
    }

    /** Rejects an account that is frozen or blocked, because the erasure would lift the freeze or block. */
    private static void requireErasable(KafkaSettings settings, String account, long nowMs) {
        AccountControls accountControls = new AccountControls();
        TopicRecords.each(settings, TopicCatalogue.ACCOUNT_ACTIONS, accountControls::apply);
        TopicRecords.each(settings, TopicCatalogue.LISTS, accountControls::apply);
        String reason = accountControls.erasureRejectionReason(account, nowMs);
        if (reason != null) {
            throw new CommandFailedException(account + " " + reason);
        }
    }

    /** Fails if the job rejected the request, for example because of a later freeze. Then nothing was erased. */
    private static void requireNotRejected(String account, TopicRecord<DeadLetter> record, Set<String> written) {
        if (record.decoded() instanceof DecodeResult.Value<DeadLetter> read
                && written.contains(position(read.value().origin()))) {
            throw new CommandFailedException(account + " is not erased, because the job rejected the request: "
                    + read.value().detail());
        }
    }

    private static String position(RecordOrigin origin) {
        return origin.topic() + "-" + origin.partition() + "@" + origin.offset();
    }
}
