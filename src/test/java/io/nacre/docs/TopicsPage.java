package io.nacre.docs;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every topic: its key and record, how long it is kept, who writes and reads it, and the broker's settings. */
final class TopicsPage {

    private TopicsPage() {}

    static ReferencePage page() {
        return new ReferencePage("topics", Map.of("topics", topics(), "settings", settings(), "roles", roles()));
    }

    private static List<String> topics() {
        List<String> lines = new ArrayList<>();
        for (Topic<?> topic : TopicCatalogue.ALL) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add("### " + topic.name());
            lines.add("");
            lines.add(topic.contract().schema().getDoc());
            lines.add("");
            lines.add("- Record: [" + topic.contract().schema().getName() + "](schemas.md#"
                    + topic.contract().name() + ")");
            lines.add("- Key: " + topic.keyedBy());
            lines.add("- Retention: " + retention(topic));
            lines.add("- Written by: " + roles(topic, PrincipalRole::writes));
            lines.add("- Read by: " + roles(topic, PrincipalRole::reads));
        }
        return lines;
    }

    private static List<String> settings() {
        List<String> names = TopicCatalogue.ALL.stream()
                .flatMap(topic -> topic.settings().keySet().stream())
                .distinct()
                .toList();
        List<String> heads = new ArrayList<>(List.of("topic", "partitions"));
        names.forEach(name -> heads.add(code(name)));
        MarkdownTable table = new MarkdownTable(heads.toArray(String[]::new));
        for (Topic<?> topic : TopicCatalogue.ALL) {
            List<String> cells = new ArrayList<>(List.of(code(topic.name()), String.valueOf(topic.partitions())));
            names.forEach(name -> cells.add(topic.settings().getOrDefault(name, "")));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    private static List<String> roles() {
        MarkdownTable table = new MarkdownTable("role", "does", "writes", "reads", "consumer groups");
        for (PrincipalRole role : PrincipalRole.values()) {
            table.row(
                    code(name(role)),
                    role.does(),
                    names(role.writes()),
                    names(role.reads()),
                    role == PrincipalRole.JOB ? "its own" : code(role.groups() + "*"));
        }
        return table.lines();
    }

    private static String names(List<Topic<?>> topics) {
        if (topics.isEmpty()) {
            return "none";
        }
        return topics.equals(TopicCatalogue.ALL)
                ? "all"
                : topics.stream().map(topic -> code(topic.name())).collect(Collectors.joining(", "));
    }

    private static String retention(Topic<?> topic) {
        String latest = "the latest record of each key";
        return switch (topic.cleanup()) {
            case DELETE -> topic.retention() == null ? "as the platform sets it" : days(topic);
            case KEEP -> "unlimited";
            case COMPACT -> latest;
            case COMPACT_AND_DELETE -> latest + ", " + days(topic);
        };
    }

    private static String days(Topic<?> topic) {
        return topic.retention() == null ? "" : topic.retention().toDays() + " days";
    }

    private static String roles(Topic<?> topic, Function<PrincipalRole, List<Topic<?>>> topics) {
        String names = Arrays.stream(PrincipalRole.values())
                .filter(role -> topics.apply(role).contains(topic))
                .map(role -> code(name(role)))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static String name(PrincipalRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
