package io.nacre.training.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How files of separated values are written.
 *
 * @param encoding null where the mapping states none: UTF-8, or what a byte order mark says
 * @param zone of times that carry no offset; null where the mapping states none, which means UTC
 */
public record FileFormat(
        char separator,
        @Nullable Charset encoding,
        NumberSyntax numbers,
        @Nullable ZoneId zone) {

    /** With nothing stated but the separator. */
    static FileFormat separatedBy(char separator) {
        return new FileFormat(separator, null, NumberSyntax.UNSTATED, null);
    }

    static @Nullable Charset encoding(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "encoding: " + name + " is not known; write UTF-8, ISO-8859-1, windows-1252 or another of Java's",
                    e);
        }
    }

    static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "time-zone: " + name + " is not known; write UTC, an offset such as +01:00, or a region such as"
                            + " Europe/Berlin",
                    e);
        }
    }
}
