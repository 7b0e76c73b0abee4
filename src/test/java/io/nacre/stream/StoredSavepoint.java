package io.nacre.stream;

import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.feature.layer.Layers;
import io.nacre.stream.SavepointScenario.Step;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A release's savepoint as it lies in a folder, with what came next and how that was answered.
 *
 * @param folder holds {@code savepoint/_metadata}, {@code input.bin} and {@code expected.txt}
 */
record StoredSavepoint(Path folder) {

    static final Path ALL = Path.of("src", "test", "resources", "savepoints");

    private static final String FEATURES = "features ";

    String restore() {
        return folder.resolve("savepoint").toAbsolutePath().toUri().toString();
    }

    void write(List<Step> input) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve("input.bin")))) {
            out.writeInt(input.size());
            for (Step step : input) {
                out.writeUTF(step.key());
                out.writeLong(step.brokerMs());
                out.writeInt(step.bytes().length);
                out.write(step.bytes());
            }
        }
    }

    List<Step> input() throws IOException {
        List<Step> input = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(folder.resolve("input.bin")))) {
            for (int left = in.readInt(); left > 0; left--) {
                String key = in.readUTF();
                long brokerMs = in.readLong();
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                input.add(new Step(key, bytes, brokerMs));
            }
        }
        return input;
    }

    /** Feeds the job what came next, and says line by line how it is answered. */
    static List<String> answers(JobHarness job, List<Step> input) throws Exception {
        for (Step step : input) {
            job.send("transactions", step.key(), step.bytes(), step.brokerMs());
        }
        job.notes().await(input.size(), 0);
        List<String> lines = new ArrayList<>(List.of(FEATURES + Layers.fingerprint()));
        for (Decision decision : job.notes().decisions()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %s %s %s %s",
                    decision.transactionId(),
                    decision.duplicate() ? "repeated" : "decided",
                    decision.outcome(),
                    decision.cause(),
                    Double.toHexString(decision.score())));
        }
        for (Example example : job.notes().vectors()) {
            lines.add(example.transactionId() + vector(example.vector()));
        }
        return lines;
    }

    /** Every number but the zeros, by its name: so a catalogue that grew can still be compared. */
    private static String vector(float[] values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                line.append(' ')
                        .append(Layers.featureNames().get(i))
                        .append('=')
                        .append(values[i]);
            }
        }
        return line.toString();
    }

    void expect(List<String> answers) throws IOException {
        Files.write(folder.resolve("expected.txt"), answers);
    }

    List<String> expected() throws IOException {
        return Files.readAllLines(folder.resolve("expected.txt"));
    }

    /** Whether it was stored by a program with the features of this one, so that scores can be compared as well. */
    boolean hasOurFeatures() throws IOException {
        return expected().get(0).equals(FEATURES + Layers.fingerprint());
    }

    /** The vectors among the answers, of the features that this program has, by transaction and name. */
    static Map<String, Map<String, Float>> vectors(List<String> answers) {
        Map<String, Map<String, Float>> vectors = new HashMap<>();
        for (String line : answers) {
            String[] words = line.split(" ");
            if (words.length > 1 && words[1].contains("=")) {
                Map<String, Float> vector = vectors.computeIfAbsent(words[0], id -> new HashMap<>());
                for (int i = 1; i < words.length; i++) {
                    int equals = words[i].indexOf('=');
                    vector.put(words[i].substring(0, equals), Float.valueOf(words[i].substring(equals + 1)));
                }
            }
        }
        return vectors;
    }
}
