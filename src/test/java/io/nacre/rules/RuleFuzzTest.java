package io.nacre.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.decision.RuleHit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text is either rejected with a message or evaluated on a transaction. */
public class RuleFuzzTest {

    private static final RuleContext SCENE = RuleContexts.of(7);

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(RuleFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void compilesAndRuns(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /** The fuzzer looks for this name. */
    public static void fuzzerTestOneInput(byte[] input) {
        CompiledRules rules;
        try {
            rules = CompiledRules.of(List.of(RuleContexts.rule("fuzzed", 1, RuleStage.LIVE, new String(input, UTF_8))));
        } catch (RuleException | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        List<RuleHit> hits = rules.evaluate(SCENE);

        assertThat(hits).hasSizeLessThanOrEqualTo(1);
        assertThat(rules.evaluate(SCENE)).isEqualTo(hits);
    }
}
