package io.nacre.codec.protobuf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compares a Protobuf schema of the registry with a contract. A field number that means another field would change
 * amounts silently, so every number that both have must mean the same.
 */
public final class ProtobufCompatibility {

    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|'[^']*'|[\\w.\\-]+|[^\\s\\w]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** The statements of each message and enum by number: the words before the number. */
    private final Map<String, Map<Integer, String>> types = new HashMap<>();

    private @Nullable String firstMessage;

    private ProtobufCompatibility() {}

    /** Whether records of the first message of a schema can be read as the contract. */
    public static boolean isCompatible(String text, Schema contract) {
        ProtobufCompatibility theirs = parse(text);
        ProtobufCompatibility ours = parse(ProtobufSchemas.text(contract));
        return theirs != null
                && ours != null
                && contract.getName().equals(theirs.firstMessage)
                && ours.types.keySet().stream().allMatch(type -> theirs.agrees(type, ours));
    }

    private boolean agrees(String type, ProtobufCompatibility ours) {
        Map<Integer, String> known = ours.types.getOrDefault(type, Map.of());
        return types.getOrDefault(type, Map.of()).entrySet().stream()
                .allMatch(each ->
                        known.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
    }

    /** Null if the text is malformed, or imports what is not in it. */
    private static @Nullable ProtobufCompatibility parse(String commented) {
        String text = withoutComments(commented);
        if (text == null) {
            return null;
        }
        ProtobufCompatibility parsed = new ProtobufCompatibility();
        Deque<String> scopes = new ArrayDeque<>();
        List<String> statement = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            switch (tokens.group()) {
                case "{" -> {
                    scopes.push(parsed.open(statement, scopes));
                    statement.clear();
                }
                case "}" -> {
                    if (scopes.isEmpty()) {
                        return null;
                    }
                    scopes.pop();
                    statement.clear();
                }
                case ";" -> {
                    if (!statement.isEmpty() && statement.get(0).equals("import")) {
                        return null;
                    }
                    parsed.add(statement, scopes);
                    statement.clear();
                }
                default -> statement.add(tokens.group());
            }
        }
        return scopes.isEmpty() ? parsed : null;
    }

    private static @Nullable String withoutComments(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
            boolean line = text.startsWith("//", slash);
            boolean block = text.startsWith("/*", slash);
            int end = line ? text.indexOf('\n', slash) : block ? text.indexOf("*/", slash + 2) : slash - 1;
            if (block && end < 0) {
                return null;
            }
            rest.append(text, from, line || block ? slash : slash + 1).append(' ');
            from = line && end < 0 ? text.length() : block ? end + 2 : end + (line ? 1 : 2);
        }
        return rest.append(text, from, text.length()).toString();
    }

    /** The scope of a block: the message or enum that its statements belong to. */
    private String open(List<String> head, Deque<String> scopes) {
        if (head.size() == 2 && (head.get(0).equals("message") || head.get(0).equals("enum"))) {
            if (scopes.isEmpty() && firstMessage == null && head.get(0).equals("message")) {
                firstMessage = head.get(1);
            }
            return head.get(1);
        }
        return head.size() == 2 && head.get(0).equals("oneof") && !scopes.isEmpty() ? scopes.element() : "";
    }

    private void add(List<String> statement, Deque<String> scopes) {
        int equals = statement.indexOf("=");
        boolean isField = !scopes.isEmpty()
                && !scopes.element().isEmpty()
                && equals > 0
                && equals + 1 < statement.size()
                && !statement.get(0).equals("option")
                && NUMBER.matcher(statement.get(equals + 1)).matches();
        if (isField) {
            types.computeIfAbsent(scopes.element(), absent -> new HashMap<>())
                    .put(Integer.valueOf(statement.get(equals + 1)), words(statement.subList(0, equals)));
        }
    }

    /** Types without their package. */
    private static String words(List<String> statement) {
        return String.join(
                " ",
                statement.stream()
                        .map(word -> word.substring(word.lastIndexOf('.') + 1))
                        .toList());
    }
}
