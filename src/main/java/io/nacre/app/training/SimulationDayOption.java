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
 * A day of a simulated world, as people name it.
 *
 * @param date by the calendar, UTC; null where a share is given
 * @param share of the world's days that come before
 */
record SimulationDayOption(@Nullable LocalDate date, double share) {

    /** Its number, from 0: days before the first are the first. */
    int of(WorldOptions options) {
        if (date == null) {
            return (int) (share * options.days());
        }
        LocalDate first = options.start().atZone(ZoneOffset.UTC).toLocalDate();
        return (int) Math.max(0, ChronoUnit.DAYS.between(first, date));
    }

    /** Reads 2026-03-01 or 0.85. */
    static final class Converter implements ITypeConverter<SimulationDayOption> {

        @Override
        public SimulationDayOption convert(String text) {
            try {
                if (text.contains("-")) {
                    return new SimulationDayOption(LocalDate.parse(text), 0);
                }
                double share = Double.parseDouble(text);
                if (share >= 0 && share < 1) {
                    return new SimulationDayOption(null, share);
                }
            } catch (DateTimeParseException | NumberFormatException e) {
                // The message below says what would be right.
            }
            throw new TypeConversionException(
                    "'" + text + "' is neither a day such as 2026-03-01 nor a share such as 0.85");
        }
    }
}
