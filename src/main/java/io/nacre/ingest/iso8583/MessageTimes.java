package io.nacre.ingest.iso8583;

import io.nacre.codec.rejection.RecordRejectedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Adds the year to times of ISO 8583, which have none. */
final class MessageTimes {

    /** Clocks differ, and local times may be of the next day. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** The longest gap between two leap years. */
    private static final int YEARS = 8;

    private static final int DIGITS = 10;

    private MessageTimes() {}

    /**
     * The moment of a time without year: of all years the latest that gives a moment at most a day after the reference.
     *
     * @param text MMDDhhmmss
     * @param element the data element, for the message
     * @param reference when the message was received
     */
    static long resolve(String text, ZoneId zone, Instant reference, int element, String field)
            throws RecordRejectedException {
        if (text.length() != DIGITS || !Iso8583Message.areDigits(text)) {
            throw Iso8583Message.malformed(element, field, "is no time; send MMDDhhmmss");
        }
        Instant latest = reference.plus(AHEAD);
        int lastYear = latest.atZone(ZoneOffset.UTC).getYear() + 1;
        for (int year = lastYear; year > lastYear - YEARS - 2; year--) {
            Instant moment = moment(text, year, zone);
            if (moment != null && !moment.isAfter(latest)) {
                return moment.toEpochMilli();
            }
        }
        throw Iso8583Message.malformed(element, field, "is no time of any year; send MMDDhhmmss");
    }

    /** Null for a date that the year does not have, such as 29 February. */
    private static @Nullable Instant moment(String text, int year, ZoneId zone) {
        try {
            return LocalDateTime.of(
                            year, number(text, 0), number(text, 2), number(text, 4), number(text, 6), number(text, 8))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(String text, int at) {
        return Integer.parseInt(text, at, at + 2, 10);
    }
}
