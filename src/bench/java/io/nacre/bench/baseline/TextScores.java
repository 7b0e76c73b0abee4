package io.nacre.bench.baseline;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Scores precomputed vectors in the style of the Crayfish benchmark (2023): records are JSON text, a vector is a list
 * of boxed floats, and a stateless operator calls a network for one record at a time.
 *
 * <p>Two improvements over its model: the JSON mapper is reused, and native memory is released.
 */
public final class TextScores {

    private TextScores() {}

    /** A record of the topic. */
    public static String text(String id, float[] vector) {
        StringBuilder text = new StringBuilder("{\"id\":\"").append(id).append("\",\"vector\":[");
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append("]}").toString();
    }

    /** Adds the job that reads the topic to its end. */
    public static void define(
            StreamExecutionEnvironment env, String brokers, String from, String to, Path bundle, String network) {
        KafkaSource<String> source = KafkaSource.<String>builder()
                .setBootstrapServers(brokers)
                .setTopics(from)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
        KafkaSink<String> sink = KafkaSink.<String>builder()
                .setBootstrapServers(brokers)
                .setRecordSerializer(KafkaRecordSerializationSchema.<String>builder()
                        .setTopic(to)
                        .setValueSerializationSchema(new SimpleStringSchema())
                        .build())
                .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "vectors")
                .uid("vectors")
                .map(new Ask(bundle.toString(), network))
                .returns(Types.STRING)
                .uid("ask")
                .sinkTo(sink)
                .uid("scores");
    }

    private static final class Ask extends RichMapFunction<String, String> {

        private static final long serialVersionUID = 1;

        private final String path;
        private final String network;
        private transient ObjectMapper json;
        private transient Engine engine;

        @SuppressWarnings("NullAway.Init") // Flink opens it before the first record.
        Ask(String path, String network) {
            this.path = path;
            this.network = network;
        }

        @Override
        public void open(OpenContext context) {
            json = new ObjectMapper();
            Bundle bundle = Bundle.read(Path.of(path));
            engine = network.equals("onnx") ? new OnnxEngine(bundle.model()) : bundle.engine(EngineKind.DL4J);
        }

        @Override
        public String map(String text) throws IOException {
            Map<String, Object> read = json.readValue(text, new TypeReference<>() {});
            List<Float> values = new ArrayList<>();
            for (Object value : (List<?>) read.get("vector")) {
                values.add(((Number) value).floatValue());
            }
            float[] vector = new float[values.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = values.get(i);
            }
            double score = engine.score(vector).score();
            return json.writeValueAsString(Map.of("id", read.get("id"), "score", score));
        }

        @Override
        public void close() throws Exception {
            if (engine instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
