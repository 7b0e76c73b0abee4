package io.nacre.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.decision.control.ListMatches;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.payment.Channel;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a list's entry names: it is refused with a remedy, or the lists take it and can be asked. */
public class ListEntryFuzzTest {

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(ListEntryFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isTaken(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /** The fuzzer looks for this name. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Subject subject = Subject.values()[(input[0] & 0xFF) % Subject.values().length];
        String value = new String(input, 1, input.length - 1, UTF_8);
        if (ListEntry.validationError(Change.REMOVE, subject, value) == null) {
            new ListEntry(ListType.BLOCK, subject, value, Change.REMOVE, 1, "ada", "fuzzed", 5, null);
        }
        String error = ListEntry.validationError(Change.ADD, subject, value);
        if (error != null) {
            assertThat(error).contains(": use ");
            return;
        }
        AccountControls accountControls = new AccountControls();
        accountControls.apply(new ListEntry(ListType.BLOCK, subject, value, Change.ADD, 1, "ada", "fuzzed", 5, null));

        ListMatches listMatches = accountControls.listing(value, parties(value), 9);

        if (subject == Subject.ACCOUNT) {
            assertThat(listMatches.block()).isNotNull();
        }
    }

    private static RelatedEntities parties(String value) {
        return RelatedEntities.of(
                new Transaction(
                        "t",
                        5,
                        value,
                        value,
                        new Money(1, "EUR"),
                        Channel.CASH,
                        "192.0.2.1",
                        value,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of()),
                io.nacre.feature.Facts.UNKNOWN);
    }
}
