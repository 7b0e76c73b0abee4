package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Millis;
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

class IncomingPaymentsTest {

    private static final long SPAN_MS = Millis.DAY_MS;

    /** One payment as a brute-force reckoning keeps it. */
    private record Payment(String id, double amount, long atMs) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithBruteForceOverAllPayments(long seed) {
        List<Payment> payments = payments(new Random(seed), IncomingPayments.CAPACITY);
        IncomingPayments incomingPayments = IncomingPayments.NONE;
        long nowMs = 0;
        for (int i = 0; i < payments.size(); i++) {
            nowMs = Math.max(nowMs, payments.get(i).atMs());
            incomingPayments = with(incomingPayments, payments.get(i));
            List<Payment> within = within(payments.subList(0, i + 1), nowMs);

            assertThat(incomingPayments.count(nowMs, SPAN_MS)).isEqualTo(within.size());
            assertThat(incomingPayments.sum(nowMs, SPAN_MS))
                    .isEqualTo(within.stream().mapToDouble(Payment::amount).sum());
            assertThat(incomingPayments.latestMs(nowMs)).isEqualTo(nowMs);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsARepeatedPaymentOnceEvenAfterEviction(long seed) throws IOException {
        Random random = new Random(seed);
        List<Payment> payments = payments(random, 5 * IncomingPayments.CAPACITY);
        IncomingPayments once = IncomingPayments.NONE;
        IncomingPayments often = IncomingPayments.NONE;
        for (int i = 0; i < payments.size(); i++) {
            once = with(once, payments.get(i));
            often = with(often, payments.get(i));
            often = stored(with(often, payments.get(random.nextInt(i + 1))));
        }

        assertThat(bytes(often)).isEqualTo(bytes(once));
        assertThat(once.count(payments.get(payments.size() - 1).atMs(), IncomingPayments.HORIZON_MS))
                .isEqualTo(IncomingPayments.CAPACITY);
    }

    private static List<Payment> payments(Random random, int count) {
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payments.add(new Payment("p-" + i, random.nextInt(1_000), 1 + i * Millis.HOUR_MS / 2));
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

    private static IncomingPayments with(IncomingPayments incomingPayments, Payment payment) {
        return incomingPayments.plus(payment.id(), payment.amount(), payment.atMs());
    }

    private static IncomingPayments stored(IncomingPayments incomingPayments) throws IOException {
        return IncomingPayments.read(new DataInputStream(new ByteArrayInputStream(bytes(incomingPayments))));
    }

    private static byte[] bytes(IncomingPayments incomingPayments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        incomingPayments.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
