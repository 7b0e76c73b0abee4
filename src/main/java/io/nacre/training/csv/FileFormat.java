package io.nacre.training.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The encoding, separator, number format and time zone of a file.
 *
 * @param encoding null if the mapping has none: then the byte order mark decides, else UTF-8
 * @param zone of times without an offset; null if the mapping has none, which means UTC
 */
public record FileFormat(
        char separator,
        @Nullable Charset encoding,
        NumberSyntax numbers,
        @Nullable ZoneId zone) {

    /** The default format with another separator. */
    static FileFormat separatedBy(char separator) {
        return new FileFormat(separator, null, NumberSyntax.UNSTATED, null);
    }

    static @Nullable Charset encoding(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "encoding: " + name + " is not known: use UTF-8, ISO-8859-1, windows-1252 or another of Java's", e);
        }
    }

    static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time-zone: " + name + " is not known: use UTC, an offset such as +01:00, or a region such as"
                            + " Europe/Berlin",
                    e);
        }
    }
}
