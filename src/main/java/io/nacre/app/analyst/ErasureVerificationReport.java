package io.nacre.app.analyst;

import io.nacre.app.cli.OutputTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places where an account was found after its erasure. */
record ErasureVerificationReport(String account, List<TopicCount> topics, List<StateFolder> states) {

    private static final OutputTable<TopicCount> TOPICS = OutputTable.of(TopicCount.class)
            .column("topic", TopicCount::topic)
            .column("record_count", TopicCount::records);

    private static final OutputTable<StateFolder> STATES = OutputTable.of(StateFolder.class)
            .column("folder", state -> state.folder().toString())
            .column("files", state -> state.files().stream().map(Path::toString).toList());

    /** The number of records of a topic that contain the account. */
    record TopicCount(String topic, int records) {}

    /** The files of a checkpoint or savepoint that contain the account. */
    record StateFolder(Path folder, List<Path> files) {}

    boolean isErased() {
        return topics.stream().allMatch(topic -> topic.records() == 0)
                && states.stream().allMatch(state -> state.files().isEmpty());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("account_id", account);
        fields.put("erased", isErased());
        fields.put("topics", topics.stream().map(TOPICS::row).toList());
        fields.put("state_folders", states.stream().map(STATES::row).toList());
        return fields;
    }

    void print(PrintWriter out) {
        topics.forEach(topic -> out.printf(
                "%-28s %s%n",
                topic.topic(), topic.records() == 0 ? "no records" : topic.records() + " records contain it"));
        states.forEach(state -> {
            state.files().forEach(file -> out.println(file + " contains it"));
            out.println(state.folder() + ": " + state.files().size() + " files contain it");
        });
        out.println(isErased() ? account + " was not found" : account + " was found, see above");
    }
}
