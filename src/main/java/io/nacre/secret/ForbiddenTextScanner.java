package io.nacre.secret;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Texts that must not be found any more, or never, looked for in bytes of whatever form: in UTF-8 and in UTF-16. */
public final class ForbiddenTextScanner {

    private final List<byte[]> needles = new ArrayList<>();
    private int longest;

    public ForbiddenTextScanner(List<String> texts) {
        for (String text : texts) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("an empty text is everywhere; give one to look for");
            }
            add(text.getBytes(UTF_8));
            add(text.getBytes(UTF_16LE));
            add(text.getBytes(UTF_16BE));
        }
    }

    /** How many bytes the longest one has: so many more of what is read in pieces must overlap. */
    public int longest() {
        return longest;
    }

    /** How often any of them is found. */
    public int count(byte[] bytes) {
        return count(bytes, bytes.length);
    }

    /** The same in the first bytes. */
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
