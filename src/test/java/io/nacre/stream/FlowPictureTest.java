package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of the flow show the operators of the job graph, in the order in which a transaction passes them. */
class FlowPictureTest {

    private static final List<String> OPERATORS = List.of(
            "decode-transactions",
            "resolve-reference-data",
            "enrich-by-account",
            "enrich-by-device",
            "enrich-by-ip",
            "enrich-by-subnet",
            "enrich-by-counterparty",
            "enrich-by-merchant",
            "score",
            "decide");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/docs/concepts/flow.md"})
    void showsTheWayOfATransaction(Path document) throws IOException {
        String keyed = OPERATORS.stream()
                .filter(operator -> operator.startsWith("enrich-by-"))
                .map(operator -> operator.substring("enrich-by-".length()))
                .collect(Collectors.joining(" ─► "));

        assertThat(picture(document)).contains("decode ─► resolve", keyed, "score", "decide");
    }

    @Test
    void theWayIsThatOfTheJobGraph() {
        StreamGraph graph = TopologyTest.job();

        for (int i = 1; i < OPERATORS.size(); i++) {
            assertThat(next(graph, OPERATORS.get(i - 1))).contains(OPERATORS.get(i));
        }
        assertThat(OPERATORS)
                .containsAll(Arrays.stream(EntityType.values())
                        .map(type -> "enrich-by-" + type.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void theWayLeavesNoOperatorOut() {
        assertThat(next(TopologyTest.job(), "enrich-by-ip")).containsExactly("enrich-by-subnet");
    }

    /** The operators of the picture that follow one, with none of the picture between. */
    private static Set<String> next(StreamGraph graph, String uid) {
        Set<String> found = new HashSet<>();
        Set<Integer> seen = new HashSet<>();
        Deque<StreamNode> open = new ArrayDeque<>();
        graph.getStreamNodes().stream()
                .filter(node -> uid.equals(node.getTransformationUID()))
                .forEach(open::add);
        while (!open.isEmpty()) {
            for (StreamEdge edge : open.remove().getOutEdges()) {
                StreamNode node = graph.getStreamNode(edge.getTargetId());
                if (OPERATORS.contains(node.getTransformationUID())) {
                    found.add(node.getTransformationUID());
                } else if (seen.add(node.getId())) {
                    open.add(node);
                }
            }
        }
        return found;
    }

    /** The first block of a document. */
    private static String picture(Path document) throws IOException {
        return Files.readString(document).split("```")[1];
    }
}
