package io.nacre.ingest.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Splits messages into their data elements. The message type and the bitmap are checked here, and each message is
 * brought into one form: ASCII with hexadecimal bitmaps. j8583 only splits that form, because it passes over wrong
 * digits in a bitmap and logs whole messages of an unknown type. A message is accepted only if the elements give its
 * bytes again. Not thread-safe.
 */
final class Iso8583Decoder {

    static final int MAX_ELEMENT = 128;

    /** The element that would announce elements above 128. */
    static final int THIRD_BITMAP = 65;

    private static final int TYPE_BYTES = 4;
    private static final int BITMAP_DIGITS = 16;

    /** The type that j8583 sees; it has one table of elements per type. */
    private static final int ANY_TYPE = 0x200;

    private static final String ANY_TYPE_TEXT = "0200";

    private static final Pattern TYPE = Pattern.compile("[0-9]{4}");
    private static final Pattern BITMAP = Pattern.compile("[0-9A-Fa-f]{" + BITMAP_DIGITS + "}");

    private final TextEncoding text;
    private final BitmapEncoding bitmaps;
    private final int headerBytes;
    private final MessageFactory<IsoMessage> factory = new MessageFactory<>();

    /** @param headerBytes number of bytes before the message type, which are passed over */
    Iso8583Decoder(TextEncoding text, BitmapEncoding bitmaps, int headerBytes, Map<Integer, ElementFormat> overrides) {
        this.text = text;
        this.bitmaps = bitmaps;
        this.headerBytes = headerBytes;
        Map<Integer, ElementFormat> formats = new TreeMap<>(ElementFormat.standard());
        formats.putAll(overrides);
        Map<Integer, FieldParseInfo> parsers = new HashMap<>();
        formats.forEach((element, format) -> parsers.put(element, format.parser(ISO_8859_1.name())));
        factory.setCharacterEncoding(ISO_8859_1.name());
        factory.setParseMap(ANY_TYPE, parsers);
    }

    Iso8583Message decode(byte[] message) throws RecordRejectedException {
        String type = characters(message, headerBytes, TYPE_BYTES, "the message type");
        if (!TYPE.matcher(type).matches()) {
            throw unreadable("the message type is no four digits; check --encoding, --framing and header-bytes");
        }
        if (type.charAt(0) != '0') {
            throw unreadable("the version of the message is not ISO 8583:1987, whose types begin with 0; send that");
        }
        int at = headerBytes + TYPE_BYTES;
        String bitmap = bitmap(message, at);
        at += bitmaps.bytes();
        boolean second = Character.digit(bitmap.charAt(0), 16) >= 8;
        if (second) {
            bitmap += bitmap(message, at);
            at += bitmaps.bytes();
            if (Character.digit(bitmap.charAt(BITMAP_DIGITS), 16) >= 8) {
                throw unreadable("element " + THIRD_BITMAP + " announces a third bitmap; send at most 128 elements");
            }
        }
        String body = new String(message, at, message.length - at, text.charset());
        return new Iso8583Message(type, elements(bitmap, second, body));
    }

    private Map<Integer, String> elements(String bitmap, boolean second, String body) throws RecordRejectedException {
        byte[] plain = (ANY_TYPE_TEXT + bitmap + body).getBytes(ISO_8859_1);
        IsoMessage parsed;
        try {
            parsed = factory.parseMessage(plain, 0);
        } catch (ParseException | UnsupportedEncodingException | RuntimeException e) {
            // Without the cause, whose message may quote the text.
            throw unreadable("the data elements do not fit the bitmap; check the formats of private elements in the"
                    + " mapping, and that the message is complete");
        }
        parsed.setForceSecondaryBitmap(second);
        if (!Arrays.equals(plain, parsed.writeData())) {
            throw unreadable(
                    "the message has bytes that belong to no data element; check the formats of private elements"
                            + " in the mapping");
        }
        Map<Integer, String> elements = new HashMap<>();
        for (int element = 2; element <= MAX_ELEMENT; element++) {
            if (parsed.hasField(element)) {
                elements.put(element, parsed.getField(element).toString());
            }
        }
        return elements;
    }

    private String bitmap(byte[] message, int at) throws RecordRejectedException {
        if (bitmaps == BitmapEncoding.BINARY) {
            require(message, at, bitmaps.bytes(), "the bitmap");
            return HexFormat.of().withUpperCase().formatHex(message, at, at + bitmaps.bytes());
        }
        String bitmap = characters(message, at, bitmaps.bytes(), "the bitmap");
        if (!BITMAP.matcher(bitmap).matches()) {
            throw unreadable("the bitmap is no 16 hexadecimal digits; check --bitmap and --encoding");
        }
        return bitmap.toUpperCase(Locale.ROOT);
    }

    private String characters(byte[] message, int at, int length, String what) throws RecordRejectedException {
        require(message, at, length, what);
        return new String(message, at, length, text.charset());
    }

    private static void require(byte[] message, int at, int length, String what) throws RecordRejectedException {
        if (message.length < at + length) {
            throw unreadable("the message ends within " + what + "; check --framing, and that it is complete");
        }
    }

    private static RecordRejectedException unreadable(String detail) {
        return new RecordRejectedException(RejectionCode.UNREADABLE, detail);
    }
}
