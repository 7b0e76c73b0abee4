package io.nacre.app.topic;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.OutputEscaper;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter in full. */
@Command(
        name = "show",
        description = "Show the bytes of one record that could not be read. Possible card numbers are masked.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre dead-letters show payments.transactions:3:1042 --bootstrap-servers localhost:9092"})
final class ShowDeadLetterCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC:PARTITION:OFFSET[:TOPIC-ID]",
            description = "Position of the record, as 'list' shows it.")
    private String source = "";

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (SourceHeader.origin(source) == null) {
            throw new CommandFailedException(
                    "'" + source + "' is not a record position: use topic:partition:offset:topic-id, as"
                            + " 'dead-letters list' prints it");
        }
        Map<String, DeadLetter> found = new TreeMap<>();
        TopicRecords.each(brokers.settings(), TopicCatalogue.DEAD_LETTERS, letter -> {
            if (SourceHeader.isPositionOf(source, letter.origin())) {
                found.put(SourceHeader.text(letter.origin()), letter);
            }
        });
        if (found.size() > 1) {
            throw new CommandFailedException(
                    "several topics with this name had dead letters at " + source + ": add the topic id, as in"
                            + " one of "
                            + String.join(", ", found.keySet()));
        }
        if (found.isEmpty()) {
            throw new CommandFailedException(
                    "there is no dead letter at " + source + ": see 'nacre dead-letters list'");
        }
        DeadLetter letter = found.values().iterator().next();
        PrintWriter out = CommandSupport.out(spec);
        output.show(fields(letter), out, () -> print(letter, out));
        return 0;
    }

    private static Map<String, @Nullable Object> fields(DeadLetter letter) {
        byte[] shown = letter.shown();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("source", SourceHeader.text(letter.origin()));
        fields.put("timestamp", Instant.ofEpochMilli(letter.origin().timestampMs()));
        fields.put("code", letter.code());
        fields.put("field", letter.field());
        fields.put("detail", letter.detail());
        fields.put("value_hex", shown == null ? null : HexFormat.of().formatHex(shown));
        fields.put("whole", letter.isWhole());
        return fields;
    }

    private static void print(DeadLetter letter, PrintWriter out) {
        byte[] shown = letter.shown();
        out.println("source   " + SourceHeader.text(letter.origin()));
        out.println("time     " + Instant.ofEpochMilli(letter.origin().timestampMs()));
        out.println("code     " + letter.code());
        out.println("field    " + (letter.field() == null ? "the whole record" : letter.field()));
        out.println("detail   " + OutputEscaper.line(letter.detail()));
        out.println("bytes    "
                + (shown == null ? "none" : shown.length + (letter.isWhole() ? "" : ", truncated or masked")));
        if (shown != null) {
            TerminalText.dump(shown, out);
        }
    }
}
