package io.nacre.stream;

import static io.nacre.docs.MarkdownTable.code;
import static java.util.stream.Collectors.toMap;

import io.nacre.docs.MarkdownTable;
import io.nacre.docs.ReferencePage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.BroadcastPartitioner;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;

/** The job as Flink sees it: its operators, the edges between them, and the tasks that run them. */
public final class TopologyPage {

    private TopologyPage() {}

    public static ReferencePage page() {
        StreamGraph graph = TopologyTest.job();
        List<StreamNode> nodes = graph.getStreamNodes().stream()
                .sorted(Comparator.comparingInt(StreamNode::getId))
                .toList();
        return new ReferencePage(
                "topology",
                Map.of("picture", picture(nodes, graph), "operators", operators(graph), "edges", edges(nodes, graph)));
    }

    private static String name(StreamNode node) {
        return node.getOperatorName().replaceFirst("^Source: ", "").replaceFirst(": Writer$", "");
    }

    private static List<String> picture(List<StreamNode> nodes, StreamGraph graph) {
        List<String> lines = new ArrayList<>(List.of("```mermaid", "flowchart TD"));
        for (StreamNode node : nodes) {
            boolean isEnd = node.getInEdges().isEmpty() || node.getOutEdges().isEmpty();
            lines.add("    " + node.getTransformationUID() + (isEnd ? "([" : "[") + name(node) + (isEnd ? "])" : "]"));
        }
        for (StreamNode node : nodes) {
            for (StreamEdge edge : node.getOutEdges()) {
                lines.add("    " + node.getTransformationUID() + arrow(edge)
                        + graph.getStreamNode(edge.getTargetId()).getTransformationUID());
            }
        }
        lines.add("```");
        return lines;
    }

    private static String arrow(StreamEdge edge) {
        if (edge.getPartitioner() instanceof ForwardPartitioner) {
            return " --> ";
        }
        return (edge.getPartitioner() instanceof BroadcastPartitioner ? " -. " : " == ")
                + partitioning(edge)
                + (edge.getPartitioner() instanceof BroadcastPartitioner ? " .-> " : " ==> ");
    }

    private static String partitioning(StreamEdge edge) {
        if (edge.getPartitioner() instanceof KeyGroupStreamPartitioner) {
            return "by key";
        }
        return edge.getPartitioner().toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> operators(StreamGraph graph) {
        Map<String, String> names = graph.getStreamNodes().stream()
                .collect(toMap(StreamNode::getTransformationUID, TopologyPage::name, (name, same) -> name));
        MarkdownTable table = new MarkdownTable("task", "operator", "subtasks");
        int task = 1;
        for (JobVertex vertex : graph.getJobGraph().getVerticesSortedTopologicallyFromSources()) {
            List<OperatorIDPair> chain = new ArrayList<>(vertex.getOperatorIDs());
            Collections.reverse(chain); // From the head of the chain on.
            for (OperatorIDPair operator : chain) {
                String uid = operator.getUserDefinedOperatorUid();
                table.row(
                        String.valueOf(task),
                        code(names.getOrDefault(uid, uid)),
                        vertex.getMaxParallelism() == 1 ? "1" : "parallelism");
            }
            task++;
        }
        return table.lines();
    }

    private static List<String> edges(List<StreamNode> nodes, StreamGraph graph) {
        MarkdownTable table = new MarkdownTable("from", "to", "partitioning", "side output");
        for (StreamNode node : nodes) {
            for (StreamEdge edge : node.getOutEdges()) {
                table.row(
                        code(name(node)),
                        code(name(graph.getStreamNode(edge.getTargetId()))),
                        partitioning(edge),
                        edge.getOutputTag() == null
                                ? ""
                                : code(edge.getOutputTag().getId()));
            }
        }
        return table.lines();
    }
}
