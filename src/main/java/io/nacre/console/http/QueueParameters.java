package io.nacre.console.http;

import io.nacre.console.store.QueueFilter;
import io.nacre.console.store.QueueFilter.Sort;
import io.nacre.console.store.QueueFilter.Status;
import io.nacre.decision.incident.Severity;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The filter, the order and the page that a request for the queue names. */
record QueueParameters(QueueFilter filter, Sort sort, int limit, int offset) {

    private static final String ME = "me";
    private static final int MAX_LIMIT = 500;
    private static final int DEFAULT_LIMIT = 50;

    /**
     * Reads the parameters.
     *
     * @param values the value of a parameter; null if the request has none
     */
    static QueueParameters of(UnaryOperator<@Nullable String> values, String analyst) {
        String assignee = text(values, "assignee");
        String severity = text(values, "severity");
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        if (severity != null) {
            for (String name : severity.split(",", -1)) {
                severities.add(RequestBody.oneOf("severity", Severity.class, name));
            }
        }
        String status = text(values, "status");
        String sort = text(values, "sort");
        return new QueueParameters(
                new QueueFilter(
                        status == null ? Status.OPEN : RequestBody.oneOf("status", Status.class, status),
                        ME.equals(assignee) ? analyst : assignee,
                        severities,
                        text(values, "q"),
                        text(values, "country"),
                        text(values, "merchant"),
                        text(values, "reason"),
                        number(values, "min_loss", 0, Double.MAX_VALUE, 0),
                        Boolean.parseBoolean(text(values, "snoozed"))),
                sort == null ? Sort.LOSS : RequestBody.oneOf("sort", Sort.class, sort),
                (int) number(values, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                (int) number(values, "offset", 0, Integer.MAX_VALUE, 0));
    }

    private static @Nullable String text(UnaryOperator<@Nullable String> values, String name) {
        String value = values.apply(name);
        return value == null || value.isBlank() ? null : value;
    }

    static double number(
            UnaryOperator<@Nullable String> values, String name, double min, double max, double otherwise) {
        String value = text(values, name);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw RequestBody.invalid(name, name + " is '" + value + "'", "give a number of at least " + (long) min);
    }
}
