package io.nacre.ingest.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;

/** A message of ISO 8583 written by hand: each element is the text in the message, with its length where it has one. */
public final class CardMessage {

    public static final String PAN = "4111111111111111";

    private final String type;
    private final TreeMap<Integer, String> elements = new TreeMap<>();

    private CardMessage(String type) {
        this.type = type;
    }

    /** A purchase of 19.99 EUR with a chip card. */
    public static CardMessage purchase() {
        return of("0100")
                .with(2, "16" + PAN)
                .with(3, "000000")
                .with(4, "000000001999")
                .with(7, "1130093000")
                .with(11, "000123")
                .with(18, "5411")
                .with(22, "051")
                .with(32, "06123456")
                .with(37, "633409000123")
                .with(41, "TERM0001")
                .with(42, "SHOP-17        ")
                .with(43, "Bakery Example           Utrecht      NL")
                .with(49, "978");
    }

    /** What the issuer answers to it. */
    public static CardMessage response(String code) {
        return of("0110")
                .with(2, "16" + PAN)
                .with(4, "000000001999")
                .with(7, "1130093000")
                .with(11, "000123")
                .with(32, "06123456")
                .with(39, code)
                .with(49, "978");
    }

    /** The reversal of it. */
    public static CardMessage reversal() {
        return of("0400")
                .with(2, "16" + PAN)
                .with(4, "000000001999")
                .with(7, "1130093500")
                .with(11, "000124")
                .with(32, "06123456")
                .with(49, "978")
                .with(90, "0100" + "000123" + "1130093000" + "00000123456" + "00000000000");
    }

    public static CardMessage of(String type) {
        return new CardMessage(type);
    }

    public CardMessage with(int element, String text) {
        elements.put(element, text);
        return this;
    }

    public CardMessage without(int element) {
        elements.remove(element);
        return this;
    }

    /** The same message with another type. */
    public CardMessage as(String otherType) {
        CardMessage other = of(otherType);
        other.elements.putAll(elements);
        return other;
    }

    public String text() {
        return type + bitmap() + String.join("", elements.values());
    }

    public byte[] ascii() {
        return text().getBytes(ISO_8859_1);
    }

    /** All characters in another encoding, and the bitmap in hexadecimal digits of it. */
    byte[] in(String charset) {
        return text().getBytes(Charset.forName(charset));
    }

    /** With the bitmap as bytes. */
    byte[] withBinaryBitmap(String charset) {
        Charset encoding = Charset.forName(charset);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(type.getBytes(encoding));
        String bitmap = bitmap();
        for (int i = 0; i < bitmap.length(); i += 2) {
            out.write(Integer.parseInt(bitmap.substring(i, i + 2), 16));
        }
        out.writeBytes(String.join("", elements.values()).getBytes(encoding));
        return out.toByteArray();
    }

    private String bitmap() {
        boolean second = !elements.isEmpty() && elements.lastKey() > 64;
        int bits = second ? 128 : 64;
        BigInteger bitmap = second ? BigInteger.ONE.shiftLeft(bits - 1) : BigInteger.ZERO;
        for (Map.Entry<Integer, String> each : elements.entrySet()) {
            bitmap = bitmap.setBit(bits - each.getKey());
        }
        return String.format("%0" + bits / 4 + "X", bitmap);
    }
}
