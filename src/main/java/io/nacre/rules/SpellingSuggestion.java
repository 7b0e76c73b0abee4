package io.nacre.rules;

import java.util.Comparator;

/** Suggests the name that was probably meant. */
public final class SpellingSuggestion {

    private SpellingSuggestion() {}

    static String instead(String name) {
        return RuleVariables.names().stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("; 'nacre rules variables' lists all names");
    }

    /** Levenshtein distance: the number of letters to add, remove or change. */
    public static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
