package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.stream.state.KeyState;
import io.nacre.stream.state.KeyStateSerializer;
import io.nacre.stream.state.KeyStateTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How much a key costs, however much it pays: the table in its page holds, as serialised bytes. */
class StateBytesTest {

    private static final Path DOCUMENT = Path.of("src/docs/operations/size.md");
    private static final int[] PAYMENTS = {1, 10, 100, 1_000, 10_000};
    private static final String HEAD = "| state of one | 1 transaction | 10 | 100 | 1,000 | 10,000 |";

    @Test
    void noKeyIsLargerThanDocumented() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> measured = new ArrayList<>();
        for (EntityType entityType : EntityType.values()) {
            measured.add(row(entityType));
        }

        assertThat(rows).as("measured:\n" + String.join("\n", measured)).hasSameSizeAs(measured);
        for (int i = 0; i < rows.size(); i++) {
            assertWithin(rows.get(i), measured.get(i));
        }
    }

    /** As said, and not so much more that the table says nothing. */
    private static void assertWithin(String said, String measured) {
        String[] most = cells(said);
        String[] found = cells(measured);
        assertThat(most[1]).isEqualTo(found[1]);
        for (int i = 2; i < most.length; i++) {
            assertThat(number(found[i])).as(measured).isBetween(number(most[i]) / 3, number(most[i]));
        }
    }

    /** Every 47 minutes one payment passes the key, with everything else of it from many. */
    private static String row(EntityType entityType) throws IOException {
        KeyStateSerializer serializer = new KeyStateSerializer(entityType);
        KeyState memory = serializer.blank();
        StringBuilder row = new StringBuilder("| " + entityType.name().toLowerCase(Locale.ROOT) + " |");
        int paid = 0;
        for (int payments : PAYMENTS) {
            for (; paid < payments; paid++) {
                Transaction payment = Payments.varied(paid, Payments.START_MS + paid * 47 * Millis.MINUTE_MS);
                memory.step(payment, Facts.UNKNOWN, FeatureVector.blank());
                if (paid % 20 == 0) {
                    memory.applyLabel(fraud(payment), EntityKeys.of(payment));
                }
            }
            row.append(String.format(Locale.ROOT, " %,d |", KeyStateTest.write(serializer, memory).length));
        }
        return row.toString();
    }

    private static io.nacre.payment.Label fraud(Transaction payment) {
        return new io.nacre.payment.Label(
                payment.id(),
                payment.accountId(),
                true,
                payment.eventTimeMs() + 5,
                io.nacre.payment.Label.Source.CHARGEBACK);
    }

    private static String[] cells(String row) {
        return row.replace(" ", "").split("\\|");
    }

    private static int number(String cell) {
        return Integer.parseInt(cell.replace(",", ""));
    }
}
