package io.nacre.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.RejectionCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

    private static final int MAX_BYTES = 8;

    @Test
    void readsLinesWithTheirNumbersAndPassesOverBlankOnes() throws IOException {
        assertThat(read(MessageFraming.LINE, "one\r\n\n  \ntwo")).containsExactly("1 one", "4 two");
    }

    @Test
    void readsLinesOfHexadecimalDigits() throws IOException {
        assertThat(read(MessageFraming.HEX, "4142\n 4a4B \n")).containsExactly("1 AB", "2 JK");
    }

    @Test
    void readsMessagesWithTheirLengthInFront() throws IOException {
        assertThat(read(MessageFraming.LENGTH2, "\0\3one\0\0\0\3two")).containsExactly("1 one", "3 two");
        assertThat(read(MessageFraming.LENGTH4, "0003one00000003two")).containsExactly("1 one", "3 two");
    }

    @Test
    void readsAWholeFileAsOneMessage() throws IOException {
        assertThat(read(MessageFraming.DOCUMENT, "one\ntwo")).containsExactly("1 one\ntwo");
        assertThat(read(MessageFraming.DOCUMENT, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LINE, '123456789|ok', '1 RECORD_TOO_LARGE;2 ok'",
        "LINE, '12345678', '1 12345678'",
        "HEX, '414|4142', '1 UNREADABLE;2 AB'",
        "HEX, '41x2|4142', '1 UNREADABLE;2 AB'",
        "HEX, '414141414141414141|42', '1 RECORD_TOO_LARGE;2 B'",
        "LENGTH4, '0009123456789' , '1 RECORD_TOO_LARGE'",
        "LENGTH4, '00091234567890002ok', '1 RECORD_TOO_LARGE;2 ok'",
        "LENGTH4, '9999ab', '1 RECORD_TOO_LARGE'",
        "LENGTH4, '0005ab', '1 UNREADABLE'",
        "LENGTH4, '00', '1 UNREADABLE'",
        "LENGTH4, '0002ok-003abc', '1 ok;2 UNREADABLE'",
        "DOCUMENT, '123456789', '1 RECORD_TOO_LARGE'"
    })
    void aFaultHasItsPlaceAndTheOtherMessagesAreRead(MessageFraming framing, String text, String expected)
            throws IOException {
        assertThat(String.join(";", read(framing, text.replace('|', '\n')))).isEqualTo(expected);
    }

    @Test
    void aLengthOfTwoBytesIsRefusedWhereTheFileEnds() throws IOException {
        assertThat(read(MessageFraming.LENGTH2, "\0\2ok\0\5ab")).containsExactly("1 ok", "2 UNREADABLE");
        assertThat(read(MessageFraming.LENGTH2, "\0\2ok\0")).containsExactly("1 ok", "2 UNREADABLE");
        assertThat(read(MessageFraming.LENGTH2, "\u00ff\u00ffabc")).containsExactly("1 RECORD_TOO_LARGE");
    }

    private static List<String> read(MessageFraming framing, String text) throws IOException {
        MessageReader reader =
                new MessageReader(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), framing, MAX_BYTES);
        List<String> messages = new ArrayList<>();
        for (SourceMessage message = reader.next(); message != null; message = reader.next()) {
            RejectionCode code =
                    message.fault() == null ? null : message.fault().code();
            messages.add(message.number() + " " + (code == null ? new String(message.bytes(), ISO_8859_1) : code));
        }
        return messages;
    }
}
