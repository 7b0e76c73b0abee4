package io.nacre.app;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Command lines in a text, as a shell reads them: with quotes, and with lines that go on after a backslash. */
final class ShellWords {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static final Pattern REDIRECTION = Pattern.compile("\\s+>\\s*[\\w./-]+$");

    private ShellWords() {}

    /** The command lines that begin with this word, on a line of their own, without it. */
    static List<String> commands(String text, String first) {
        return joined(text)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(first + " "))
                .map(line -> line.substring(first.length() + 1))
                .toList();
    }

    /** The same text with each line that goes on in one. */
    static String joined(String text) {
        return text.replaceAll("\\\\\\R\\s*", " ");
    }

    /** The words without a redirection at the end, which the shell keeps. */
    static String[] of(String line) {
        return WORD.matcher(REDIRECTION.matcher(line).replaceFirst(""))
                .results()
                .map(ShellWords::word)
                .toArray(String[]::new);
    }

    private static String word(MatchResult word) {
        for (int group = 1; group <= 2; group++) {
            if (word.group(group) != null) {
                return word.group(group);
            }
        }
        return word.group();
    }
}
