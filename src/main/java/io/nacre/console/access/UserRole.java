package io.nacre.console.access;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The role of a user of the console. Each role may do what the ones before it may do. */
public enum UserRole {
    /** Sees incidents with masked personal data, and changes nothing. */
    VIEWER,
    /** Works on incidents, gives verdicts and freezes accounts. */
    ANALYST,
    /** Assigns incidents to others, gives verdicts on many at once, tries rules, and sees the audit log. */
    LEAD,
    /** Also edits lists, and publishes rules. */
    ADMIN;

    /** The name in the users' file and in responses. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a name; null if there is none. */
    public static @Nullable UserRole find(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findAny()
                .orElse(null);
    }

    /** Whether this role includes another. */
    public boolean includes(UserRole other) {
        return compareTo(other) >= 0;
    }
}
