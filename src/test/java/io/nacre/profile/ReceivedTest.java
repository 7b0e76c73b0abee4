package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedTest {

    private static final long SPAN_MS = Windows.DAY_MS;

    /** One payment as a brute-force reckoning keeps it. */
    private record Payment(String id, double amount, long atMs) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void saysWhatAReckoningOverAllPaymentsSays(long seed) {
        List<Payment> payments = payments(new Random(seed), Received.CAPACITY);
        Received received = Received.NONE;
        long nowMs = 0;
        for (int i = 0; i < payments.size(); i++) {
            nowMs = Math.max(nowMs, payments.get(i).atMs());
            received = with(received, payments.get(i));
            List<Payment> within = within(payments.subList(0, i + 1), nowMs);

            assertThat(received.count(nowMs, SPAN_MS)).isEqualTo(within.size());
            assertThat(received.sum(nowMs, SPAN_MS))
                    .isEqualTo(within.stream().mapToDouble(Payment::amount).sum());
            assertThat(received.latestMs(nowMs)).isEqualTo(nowMs);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPaymentThatIsSaidAgainCountsOnceEvenAfterItWasForgotten(long seed) throws IOException {
        Random random = new Random(seed);
        List<Payment> payments = payments(random, 5 * Received.CAPACITY);
        Received once = Received.NONE;
        Received often = Received.NONE;
        for (int i = 0; i < payments.size(); i++) {
            once = with(once, payments.get(i));
            often = with(often, payments.get(i));
            often = stored(with(often, payments.get(random.nextInt(i + 1))));
        }

        assertThat(bytes(often)).isEqualTo(bytes(once));
        assertThat(once.count(payments.get(payments.size() - 1).atMs(), Received.HORIZON_MS))
                .isEqualTo(Received.CAPACITY);
    }

    private static List<Payment> payments(Random random, int count) {
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payments.add(new Payment("p-" + i, random.nextInt(1_000), 1 + i * Windows.HOUR_MS / 2));
        }
        for (int i = 0; i + 3 < count; i += 4) {
            Collections.shuffle(payments.subList(i, i + 3), random);
        }
        return payments;
    }

    private static List<Payment> within(List<Payment> payments, long nowMs) {
        return payments.stream()
                .filter(payment -> payment.atMs() >= nowMs - SPAN_MS)
                .toList();
    }

    private static Received with(Received received, Payment payment) {
        return received.plus(payment.id(), payment.amount(), payment.atMs());
    }

    private static Received stored(Received received) throws IOException {
        return Received.read(new DataInputStream(new ByteArrayInputStream(bytes(received))));
    }

    private static byte[] bytes(Received received) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        received.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
