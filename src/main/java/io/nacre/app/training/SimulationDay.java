package io.nacre.app.training;

import io.nacre.simulation.WorldOptions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A day of a simulated world, from an option.
 *
 * @param date by the calendar, UTC; null if a share is given
 * @param share of the world's days that come before
 */
record SimulationDay(@Nullable LocalDate date, double share) {

    /** The number of the day, from 0; days before the first day are day 0. */
    int number(WorldOptions options) {
        if (date == null) {
            return (int) (share * options.days());
        }
        LocalDate first = options.start().atZone(ZoneOffset.UTC).toLocalDate();
        return (int) Math.max(0, ChronoUnit.DAYS.between(first, date));
    }

    /** Parses 2026-03-01 or 0.85. */
    static final class Converter implements ITypeConverter<SimulationDay> {

        @Override
        public SimulationDay convert(String text) {
            try {
                if (text.contains("-")) {
                    return new SimulationDay(LocalDate.parse(text), 0);
                }
                double share = Double.parseDouble(text);
                if (share >= 0 && share < 1) {
                    return new SimulationDay(null, share);
                }
            } catch (DateTimeParseException | NumberFormatException e) {
                // The message below describes the valid formats.
            }
            throw new TypeConversionException(
                    "'" + text + "' is neither a day such as 2026-03-01 nor a share such as 0.85");
        }
    }
}
