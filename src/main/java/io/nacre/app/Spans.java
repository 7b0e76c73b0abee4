package io.nacre.app;

import java.time.Duration;

/** Lengths of time as people write them: 90s, 15m, 48h, 7d. */
final class Spans {

    private Spans() {}

    static Duration parse(String option, String text) {
        if (!text.matches("\\d{1,9}[smhd]")) {
            throw new Failure(option + " is '" + text + "'; give a number with s, m, h or d, such as 60s or 48h");
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
