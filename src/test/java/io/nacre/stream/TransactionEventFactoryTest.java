package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.Framing;
import io.nacre.codec.Samples;
import io.nacre.payment.BodyHash;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.secret.Sha256;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionEventFactoryTest {

    private final TransactionEventFactory events = new TransactionEventFactory();
    private final Samples samples = new Samples(1);
    private final Transaction transaction = samples.transaction();

    @Test
    void keepsTheHashOfTheTransaction() {
        RecordOrigin origin = origin(hashOf(transaction));

        assertThat(events.apply(transaction, origin).origin()).isEqualTo(origin);
    }

    /** A small transaction must not leave its approval for a large one of the same id. */
    @Test
    void dropsTheHashOfAnotherTransaction() {
        RecordOrigin origin =
                events.apply(transaction, origin(hashOf(samples.transaction()))).origin();

        assertThat(origin.headers()).containsExactly(Map.entry("platform-order", "o-1"));
        assertThat(origin.offset()).isEqualTo(7);
    }

    @Test
    void aTransactionWithoutAHashHasNone() {
        assertThat(events.apply(transaction, RecordOrigin.NONE).origin().headers())
                .isEmpty();
    }

    private static RecordOrigin origin(String hash) {
        return new RecordOrigin(
                "payments.transactions", 1, 7, 1, null, Map.of(BodyHash.HEADER, hash, "platform-order", "o-1"));
    }

    private static String hashOf(Transaction transaction) {
        return Sha256.hex(Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "").write(transaction));
    }
}
