package io.nacre;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The prose of a Markdown document.
 *
 * @param sentences of paragraphs and list items; code blocks, tables and headings are no sentences
 * @param texts all that is written in words: the sentences, the headings, and the lines of tables
 */
record Prose(List<String> sentences, List<String> texts) {

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```[^\\n]*$");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^]]*]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]+`");
    private static final Pattern ITEM = Pattern.compile("^ *(?:[-*]|\\d+\\.) +");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?][\"')]?)\\s+(?=[\"'(]?[A-Z0-9])");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LETTER_OR_DIGIT = Pattern.compile("[\\p{L}\\p{N}]");

    static Prose of(String markdown) {
        String text = COMMENT.matcher(markdown).replaceAll("");
        text = FENCE.matcher(text).replaceAll("\n");
        text = IMAGE.matcher(text).replaceAll("");
        text = CODE.matcher(text).replaceAll("Code");
        text = LINK.matcher(text).replaceAll("$1").replace("**", "");
        List<String> sentences = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : (text + "\n\n").split("\n", -1)) {
            boolean apart = line.startsWith("#") || line.stripLeading().startsWith("|");
            if (apart || line.isBlank() || ITEM.matcher(line).find()) {
                sentences.addAll(split(paragraph.toString()));
                paragraph.setLength(0);
            }
            if (apart) {
                texts.add(line.strip());
            } else {
                paragraph.append(' ').append(ITEM.matcher(line).replaceFirst(""));
            }
        }
        texts.addAll(sentences);
        return new Prose(List.copyOf(sentences), List.copyOf(texts));
    }

    /** Whether a text ends as a sentence does; what does not is an entry of a list. */
    static boolean isWhole(String sentence) {
        return sentence.matches("(?s).*[.!?:][\"')*]?");
    }

    static int words(String sentence) {
        return (int) SPACE.splitAsStream(sentence)
                .filter(word -> LETTER_OR_DIGIT.matcher(word).find())
                .count();
    }

    private static List<String> split(String paragraph) {
        String text = SPACE.matcher(paragraph).replaceAll(" ").strip();
        return text.isEmpty() ? List.of() : List.of(SENTENCE_END.split(text));
    }
}
