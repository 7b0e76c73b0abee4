package io.nacre.app.analyst;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the id of an account in texts that people wrote. A part of a longer id is not a mention. */
final class AccountIdFinder {

    private static final String REPLACEMENT = "[erased]";
    private static final String ID_CHARACTER = "[\\p{L}\\p{N}_-]";

    private final Pattern pattern;

    AccountIdFinder(String account) {
        this.pattern =
                Pattern.compile("(?<!" + ID_CHARACTER + ")" + Pattern.quote(account) + "(?!" + ID_CHARACTER + ")");
    }

    boolean isIn(@Nullable String text) {
        return text != null && pattern.matcher(text).find();
    }

    /** The text without the id. */
    String replaced(String text) {
        return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(REPLACEMENT));
    }
}
