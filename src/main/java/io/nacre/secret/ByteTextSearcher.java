package io.nacre.secret;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Searches bytes of any format for forbidden texts, in UTF-8 and in UTF-16. */
public final class ByteTextSearcher {

    private final List<byte[]> needles = new ArrayList<>();
    private int longest;

    public ByteTextSearcher(List<String> texts) {
        for (String text : texts) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the text is empty: set a text to search for");
            }
            add(text.getBytes(UTF_8));
            add(text.getBytes(UTF_16LE));
            add(text.getBytes(UTF_16BE));
        }
    }

    /** The bytes of the longest text: parts of a larger input must overlap by so many. */
    public int longest() {
        return longest;
    }

    /** The number of occurrences. */
    public int count(byte[] bytes) {
        return count(bytes, bytes.length);
    }

    /** The number of occurrences in the first bytes. */
    public int count(byte[] bytes, int length) {
        int found = 0;
        for (byte[] needle : needles) {
            for (int at = 0; at <= length - needle.length; at++) {
                found += isAt(needle, bytes, at) ? 1 : 0;
            }
        }
        return found;
    }

    private void add(byte[] needle) {
        needles.add(needle);
        longest = Math.max(longest, needle.length);
    }

    private static boolean isAt(byte[] needle, byte[] bytes, int at) {
        int i = 0;
        while (i < needle.length && bytes[at + i] == needle[i]) {
            i++;
        }
        return i == needle.length;
    }
}
