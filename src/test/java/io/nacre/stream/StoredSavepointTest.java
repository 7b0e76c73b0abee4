package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.layer.Layers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every release's savepoint can be gone on from: this program answers what comes next as that release did. */
@Tag("flink")
class StoredSavepointTest {

    private static final long MAX_BYTES = 1_000_000;

    static List<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(StoredSavepoint.ALL)) {
            return folders.sorted().toList();
        }
    }

    static List<Arguments> releasesOnBackends() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (Path release : releases()) {
            all.add(Arguments.of(release, "hashmap"));
            all.add(Arguments.of(release, "rocksdb"));
        }
        return all;
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("releasesOnBackends")
    void answersWhatComesNextAsTheReleaseDid(Path release, String backend) throws Exception {
        StoredSavepoint stored = new StoredSavepoint(release);
        List<String> answers;
        try (JobHarness job = JobHarness.start(1, backend, stored.restore())) {
            answers = StoredSavepoint.answers(job, stored.input());
        }

        if (stored.hasOurFeatures()) {
            assertThat(answers).isEqualTo(stored.expected());
        }
        assertThat(ofOurs(answers)).isEqualTo(ofOurs(stored.expected())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void isSmall(Path release) throws IOException {
        try (Stream<Path> files = Files.walk(release)) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(MAX_BYTES);
        }
    }

    /** So that every other class may be renamed and moved. */
    @ParameterizedTest
    @MethodSource("releases")
    void namesNoClassesButSerializers(Path release) throws IOException {
        String metadata = Files.readString(release.resolve("savepoint/_metadata"), StandardCharsets.ISO_8859_1);
        Set<String> classes = Pattern.compile("io\\.nacre\\.[A-Za-z0-9_.$]+")
                .matcher(metadata)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(classes)
                .isNotEmpty()
                .allMatch(name -> name.matches("io\\.nacre\\.stream\\.state\\.\\w+Serializer\\$Snapshot"));
    }

    /** A frozen account, a repeat and a conflict: what they were told lay in the savepoint. */
    @Test
    void theScenarioWritesEveryKindOfState() throws IOException {
        for (Path release : releases()) {
            assertThat(String.join("\n", new StoredSavepoint(release).expected()))
                    .contains(" FROZEN ", " repeated ", " ID_CONFLICT ", "history.payments=");
        }
    }

    /** Only what this program has a feature for. */
    private static Map<String, Map<String, Float>> ofOurs(List<String> answers) {
        Map<String, Map<String, Float>> vectors = StoredSavepoint.vectors(answers);
        Set<String> names = Set.copyOf(Layers.featureNames());
        vectors.values().forEach(vector -> vector.keySet().retainAll(names));
        return vectors;
    }
}
