package io.nacre.ingest.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.ingest.RecordTokens;
import io.nacre.ingest.RecordingSink;
import io.nacre.ingest.TokenKeys;
import io.nacre.ingest.debezium.DebeziumConverter;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on other formats says what the code does. */
class IngestGuideTest {

    private static final Path PAGE = Path.of("src", "docs", "how-to", "ingest.md");

    @TempDir
    private Path folder;

    @Test
    void showsMessagesThatBecomeATransactionItsDeclineAndItsReversal() throws IOException {
        Iso8583Converter converter = new Iso8583Converter(
                TextEncoding.ASCII,
                BitmapEncoding.HEX,
                Iso8583Mapping.standard(),
                RecordTokens.read(TokenKeys.write(folder)),
                null);
        List<String> messages = block("text").lines().toList();

        assertThat(messages)
                .as(
                        "paste: %s",
                        String.join(
                                "\n",
                                CardMessage.purchase().text(),
                                CardMessage.response("51").text(),
                                CardMessage.reversal().text()))
                .hasSize(3);
        RecordingSink request = RecordingSink.of(converter, messages.get(0).getBytes());
        assertThat(request.transactions).as(request.toString()).hasSize(1);
        String id = request.transactions.get(0).id();
        assertThat(Files.readString(PAGE)).contains("`" + id + "`");
        assertThat(List.of(1, 2)).allSatisfy(line -> {
            RecordingSink answer =
                    RecordingSink.of(converter, messages.get(line).getBytes());
            assertThat(answer.events)
                    .as(answer.toString())
                    .extracting(LifecycleEvent::transactionId)
                    .containsExactly(id);
        });
    }

    @Test
    void showsAPayloadThatIsATransaction() throws IOException {
        RecordingSink sink = RecordingSink.of(
                new DebeziumConverter(DebeziumConverter.Kind.TRANSACTION),
                block("json").getBytes(StandardCharsets.UTF_8));

        assertThat(sink.transactions).as(sink.toString()).hasSize(1);
    }

    @Test
    void showsAMappingThatIsAccepted() throws IOException {
        Iso8583Mapping mapping = Iso8583Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), block("yaml")));

        assertThat(mapping.transactionId()).containsExactly(32, 37);
    }

    @Test
    void listsEntryModesAndResponseCodes() throws IOException {
        StringBuilder modes = new StringBuilder("| channel | entry modes |\n|---|---|\n");
        for (Channel channel : List.of(Channel.CARD_PRESENT, Channel.CARD_NOT_PRESENT)) {
            modes.append("| `" + channel + "` | " + String.join(", ", PosEntryModes.modes(channel)) + " |\n");
        }
        StringBuilder codes = new StringBuilder("| event | class | codes of element 39 |\n|---|---|---|\n");
        codes.append("| `AUTHORISED` | | " + String.join(", ", ResponseCodes.approvals()) + " |\n");
        for (DeclineReason reason : DeclineReason.values()) {
            String listed =
                    reason == DeclineReason.OTHER ? "any other" : String.join(", ", ResponseCodes.codes(reason));
            codes.append("| `DECLINED` | `" + reason + "` | " + listed + " |\n");
        }

        assertThat(Files.readString(PAGE))
                .contains("IngestGuideTest -->\n" + modes + "<!-- end -->")
                .contains("IngestGuideTest -->\n" + codes + "<!-- end -->");
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
