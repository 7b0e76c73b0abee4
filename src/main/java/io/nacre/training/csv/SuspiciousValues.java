package io.nacre.training.csv;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts values that can be read but are probably wrong, by field. */
public final class SuspiciousValues {

    private static final String ROUNDED =
            "in scientific notation: different ids may have become equal; export the column as text";
    private static final String ABSENT =
            "a word for a missing value: all of them count as one id; leave such cells empty";
    private static final String LOST =
            "with a lost character: different ids may have become equal; export the file again";

    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9]([.,][0-9]+[eE][+]?|[eE][+])[0-9]{1,3}");
    private static final Set<String> WORDS =
            Set.of("nan", "null", "none", "nil", "n/a", "#n/a", "na", "<na>", "nat", "undefined", "\\n", "unknown");
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LONGEST_WORD = 9;

    /** Longer examples are cut off, so that no complete secret is shown. */
    private static final int EXAMPLE_CHARACTERS = 10;

    private final Map<String, Tally> tallies = new TreeMap<>();

    /** Checks an id. */
    public void id(String part, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            add(part, LOST, text);
        }
        if (text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            add(part, ABSENT, text);
        } else if (mayBeScientific(text) && SCIENTIFIC.matcher(text).matches()) {
            add(part, ROUNDED, text);
        }
    }

    /** Counts a value that was dropped, as in a record; the row is still read. */
    public void dropped(String part, @Nullable String text, @Nullable Object read, String expected) {
        if (text != null && read == null) {
            add(part, "not " + expected + ": read as unknown, as in a record", text);
        }
    }

    /** One line for each field and kind of suspicious value. */
    public List<String> lines() {
        return tallies.values().stream().map(Tally::line).toList();
    }

    private static boolean mayBeScientific(String text) {
        return Character.isDigit(text.charAt(0)) && (text.indexOf('E') > 0 || text.indexOf('e') > 0);
    }

    private void add(String part, String problem, String text) {
        tallies.computeIfAbsent(part + problem, unused -> new Tally(part, problem, text)).count++;
    }

    /** The count and the first example. */
    private static final class Tally {
        private final String part;
        private final String problem;
        private final String example;
        private long count;

        Tally(String part, String problem, String example) {
            this.part = part;
            this.problem = problem;
            boolean whole = example.length() <= EXAMPLE_CHARACTERS;
            this.example = whole ? example : example.substring(0, EXAMPLE_CHARACTERS) + "…";
        }

        String line() {
            return String.format(Locale.ROOT, "%s: %,d rows such as %s are %s", part, count, example, problem);
        }
    }
}
