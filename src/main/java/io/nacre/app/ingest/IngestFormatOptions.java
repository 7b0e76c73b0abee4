package io.nacre.app.ingest;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.ingest.JsonConverter;
import io.nacre.ingest.MessageConverter;
import io.nacre.ingest.MessageFraming;
import io.nacre.ingest.RecordTokens;
import io.nacre.ingest.debezium.DebeziumConverter;
import io.nacre.ingest.iso20022.Iso20022Converter;
import io.nacre.ingest.iso8583.BitmapEncoding;
import io.nacre.ingest.iso8583.Iso8583Converter;
import io.nacre.ingest.iso8583.Iso8583Mapping;
import io.nacre.ingest.iso8583.TextEncoding;
import io.nacre.payment.LifecycleEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the format of the messages. */
final class IngestFormatOptions {

    /** What a cancellation request becomes. */
    enum Cancellation {
        REVERSED(LifecycleEvent.Type.REVERSED),
        REFUNDED(LifecycleEvent.Type.REFUNDED);

        private final LifecycleEvent.Type type;

        Cancellation(LifecycleEvent.Type type) {
            this.type = type;
        }
    }

    @Option(
            names = "--format",
            required = true,
            paramLabel = "jsonl|iso8583|iso20022|debezium",
            description = "Format of the messages. jsonl has one JSON object of a contract per line.")
    private IngestFormat format = IngestFormat.JSONL;

    @Option(
            names = "--type",
            paramLabel = "transaction|lifecycle",
            description =
                    "Contract of the JSON objects of jsonl (default transaction) and debezium (default: the column"
                            + " aggregatetype).")
    private DebeziumConverter.@Nullable Kind type;

    @Option(
            names = "--framing",
            paramLabel = "line|hex|length2|length4|document",
            description =
                    "How ISO 8583 messages follow each other. A file has text lines (default), hexadecimal lines, or a length"
                            + " before each message. A topic has document (default) or hex.")
    private @Nullable MessageFraming framing;

    @Option(
            names = "--encoding",
            paramLabel = "ascii|ebcdic",
            description = "Encoding of the characters of ISO 8583 messages; default ascii.")
    private @Nullable TextEncoding encoding;

    @Option(
            names = "--bitmap",
            paramLabel = "hex|binary",
            description = "Encoding of the bitmaps of ISO 8583 messages; default hex.")
    private @Nullable BitmapEncoding bitmap;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "YAML file with what your network does in its own way, for ISO 8583.")
    private @Nullable Path mapping;

    @Option(
            names = "--token-keys",
            paramLabel = "FILE",
            description = "Properties file that names the keys of card and account tokens. Required for ISO messages.")
    private @Nullable Path tokenKeys;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description =
                    "UTC date of receipt of the ISO 8583 messages, from which their times get a year. Default: the arrival"
                            + " of each record of a topic, or today.")
    private @Nullable LocalDate date;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description =
                    "Zone of times without an offset in ISO 20022 messages, such as Europe/Berlin. Default: they are"
                            + " rejected.")
    private @Nullable ZoneId timeZone;

    @Option(
            names = "--cancellation",
            paramLabel = "reversed|refunded",
            description = "Lifecycle event of a cancellation request of ISO 20022 (camt.056); default reversed.")
    private @Nullable Cancellation cancellation;

    IngestFormat format() {
        return format;
    }

    MessageFraming fileFraming() {
        return framing == null ? format.framing() : framing;
    }

    /** Whether the records of a topic are hexadecimal digits. */
    boolean isTopicHex() {
        if (framing == null || framing == MessageFraming.DOCUMENT) {
            return false;
        }
        if (framing == MessageFraming.HEX) {
            return true;
        }
        throw new CommandFailedException("--framing: a record of a topic is one message: set document or hex");
    }

    MessageConverter converter() throws IOException {
        requireFormat("--type", type, IngestFormat.JSONL, IngestFormat.DEBEZIUM);
        requireFormat("--framing", framing, IngestFormat.ISO8583);
        requireFormat("--encoding", encoding, IngestFormat.ISO8583);
        requireFormat("--bitmap", bitmap, IngestFormat.ISO8583);
        requireFormat("--mapping", mapping, IngestFormat.ISO8583);
        requireFormat("--date", date, IngestFormat.ISO8583);
        requireFormat("--time-zone", timeZone, IngestFormat.ISO20022);
        requireFormat("--cancellation", cancellation, IngestFormat.ISO20022);
        return switch (format) {
            case JSONL ->
                type == DebeziumConverter.Kind.LIFECYCLE
                        ? JsonConverter.lifecycleEvents()
                        : JsonConverter.transactions();
            case ISO8583 ->
                new Iso8583Converter(
                        encoding == null ? TextEncoding.ASCII : encoding,
                        bitmap == null ? BitmapEncoding.HEX : bitmap,
                        mapping == null ? Iso8583Mapping.standard() : Iso8583Mapping.read(mapping),
                        tokens(),
                        received());
            case ISO20022 ->
                new Iso20022Converter(
                        tokens(), cancellation == null ? LifecycleEvent.Type.REVERSED : cancellation.type, timeZone);
            case DEBEZIUM -> new DebeziumConverter(type);
        };
    }

    private RecordTokens tokens() {
        if (tokenKeys == null) {
            throw new CommandFailedException("--token-keys is missing: messages of this format have card or account"
                    + " numbers, which tokens replace; name a key file, as for 'nacre tokenise'");
        }
        return RecordTokens.read(tokenKeys);
    }

    /** The end of the date. */
    private @Nullable Instant received() {
        return date == null
                ? null
                : date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void requireFormat(String option, @Nullable Object value, IngestFormat... formats) {
        if (value != null && !List.of(formats).contains(format)) {
            throw new CommandFailedException(option + " belongs to another format: remove it, or set --format "
                    + formats[0].name().toLowerCase(Locale.ROOT));
        }
    }
}
