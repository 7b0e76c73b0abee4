package io.nacre.app.ingest;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.ingest.FileIngest;
import io.nacre.ingest.IngestCounts;
import io.nacre.ingest.IngestProducer;
import io.nacre.ingest.MessageConverter;
import io.nacre.ingest.MessageFraming;
import io.nacre.ingest.MessageReader;
import io.nacre.ingest.TopicIngest;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Converts messages of other formats, and writes them to the topics. */
@Command(
        name = "ingest",
        description =
                "Convert payment messages of other formats to transactions and lifecycle events, and write them to"
                        + " the topics.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre ingest --format jsonl --input payments.jsonl --dry-run",
            "  nacre ingest --format jsonl --type lifecycle --input events.jsonl --bootstrap-servers localhost:9092",
            "  nacre ingest --format iso8583 --framing hex --input cards.hex --token-keys token-keys.properties --dry-run",
            "  nacre ingest --format iso8583 --from-topic switch.messages --token-keys token-keys.properties"
                    + " --bootstrap-servers localhost:9092",
            "  nacre ingest --format iso20022 --input transfers.xml --token-keys token-keys.properties --dry-run",
            "  nacre ingest --format debezium --from-topic outbox.event.transaction --type transaction"
                    + " --bootstrap-servers localhost:9092",
            "",
            "A message that breaks a rule is rejected, and the others are processed. Messages of a topic become dead letters.",
            "Ends with 1 if a message was rejected. The same message always gets the same ids, so a repetition is harmless."
        })
public final class IngestCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final int BUFFER_BYTES = 1 << 16;

    /** Where the messages come from. */
    static final class IngestInput {

        @Option(names = "--input", paramLabel = "FILE", description = "File to read; - for the standard input.")
        private @Nullable String file;

        @Option(
                names = "--from-topic",
                paramLabel = "NAME",
                description = "Topic to read, by its full name; runs until Ctrl-C.")
        private @Nullable String topic;
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private IngestFormatOptions format = new IngestFormatOptions();

    @ArgGroup(multiplicity = "1")
    private IngestInput input = new IngestInput();

    @ArgGroup(exclusive = false, heading = "The broker to write to, and to read --from-topic:%n")
    private @Nullable BrokerOptions brokers;

    @Option(
            names = "--group",
            paramLabel = "ID",
            description = "Consumer group of --from-topic; default ingest- and the name of the topic.")
    private @Nullable String group;

    @Option(names = "--until-end", description = "With --from-topic, stop at the current end of the topic.")
    private boolean untilEnd;

    @Option(
            names = "--dry-run",
            description = "Print the records of a file as JSON lines, with topic, key and value, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "New file for a JSON line per rejected message of --input: position, code, field and detail.")
    private @Nullable Path rejected;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        MessageConverter converter = converter();
        IngestCounts counts = input.topic == null
                ? ingestFile(String.valueOf(input.file), converter)
                : ingestTopic(input.topic, converter);
        PrintWriter out = dryRun ? CommandSupport.err(spec) : CommandSupport.out(spec);
        output.show(fields(counts), out, () -> print(counts, out));
        return counts.rejected() == 0 ? 0 : 1;
    }

    private MessageConverter converter() throws IOException {
        if (brokers == null && !dryRun) {
            throw new CommandFailedException("no broker is named: set --bootstrap-servers, or --dry-run");
        }
        if (input.topic != null && (dryRun || rejected != null)) {
            throw new CommandFailedException(
                    "--dry-run and --rejected belong to --input: rejected records of a topic become dead letters");
        }
        return format.converter();
    }

    private IngestCounts ingestFile(String file, MessageConverter converter) throws IOException {
        if (dryRun) {
            RecordPrinter printer = new RecordPrinter(CommandSupport.out(spec));
            return ingestFile(file, converter, printer::print, printer::print);
        }
        try (IngestProducer producer = new IngestProducer(settings())) {
            IngestCounts counts = ingestFile(file, converter, producer::send, producer::send);
            producer.flush();
            return counts;
        }
    }

    private IngestCounts ingestFile(
            String file,
            MessageConverter converter,
            Consumer<Transaction> transactions,
            Consumer<LifecycleEvent> lifecycleEvents)
            throws IOException {
        MessageFraming framing = format.fileFraming();
        try (InputStream in = new BufferedInputStream(open(file), BUFFER_BYTES);
                ProgressLine progress = ProgressLine.start(spec, "messages read");
                RejectionReport report =
                        new RejectionReport(file, framing.unit(), CommandSupport.err(spec), rejected)) {
            MessageReader messages =
                    new MessageReader(in, framing, format.format().maxBytes());
            return new FileIngest(messages, converter, System.currentTimeMillis())
                    .run(number -> new FileMessageSink(number, transactions, lifecycleEvents, report), progress::add);
        }
    }

    private static InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
    }

    private IngestCounts ingestTopic(String topic, MessageConverter converter) {
        String consumers = group == null ? "ingest-" + topic : group;
        CountDownLatch ended = new CountDownLatch(1);
        try (ProgressLine progress = ProgressLine.start(spec, "messages read");
                TopicIngest ingest = new TopicIngest(settings(), topic, consumers, format.isTopicHex(), converter)) {
            Thread hook = new Thread(() -> stop(ingest, ended), "ingest-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            return ingest.run(untilEnd, progress::add);
        } finally {
            ended.countDown();
        }
    }

    /** Ctrl-C ends the command after the batch that it is writing. */
    private static void stop(TopicIngest ingest, CountDownLatch ended) {
        ingest.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaSettings settings() {
        if (brokers == null) {
            throw new CommandFailedException("no broker is named: set --bootstrap-servers");
        }
        return brokers.settings();
    }

    private static Map<String, Object> fields(IngestCounts counts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("messages", counts.messages());
        fields.put("transactions", counts.transactions());
        fields.put("lifecycle_events", counts.lifecycleEvents());
        fields.put("skipped", new TreeMap<>(counts.skipped()));
        fields.put("rejected", counts.rejected());
        return fields;
    }

    private static void print(IngestCounts counts, PrintWriter out) {
        out.printf(
                "%,d messages: %,d transactions, %,d lifecycle events, %,d rejected%n",
                counts.messages(), counts.transactions(), counts.lifecycleEvents(), counts.rejected());
        new TreeMap<>(counts.skipped()).forEach((reason, count) -> out.printf("skipped, %s: %,d%n", reason, count));
    }
}
