package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Varint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody can choose a value that is taken for one that an account has met. */
class SaltsTest {

    /** Two payees of one hash without a key, found by trying some hundred thousand. */
    private static final String[] MEETING = meeting();

    @Test
    void aPayeeWithTheHashOfAKnownOneIsNew() {
        assertThat(RecentValues.unsaltedHash(MEETING[0])).isEqualTo(RecentValues.unsaltedHash(MEETING[1]));

        RecentValues recentValues = RecentValues.NONE.plus(MEETING[0], 1, 8);

        assertThat(recentValues.has(MEETING[0])).isTrue();
        assertThat(recentValues.has(MEETING[1])).isFalse();
    }

    @Test
    void aReceiptWhoseIdWasMadeToMeetAnotherCountsAsWell() {
        IncomingPayments incomingPayments =
                IncomingPayments.NONE.plus(MEETING[0], 5, 1_000).plus(MEETING[1], 7, 1_000);

        assertThat(incomingPayments.sum(1_000, 10)).isEqualTo(12);
    }

    @Test
    void theSaltIsStoredWithTheHashes() throws IOException {
        RecentValues recentValues = RecentValues.NONE.plus("a", 1, 8).plus("b", 2, 8);
        IncomingPayments incomingPayments = IncomingPayments.NONE.plus("a", 5, 1_000);

        RecentValues readSeen = RecentValues.read(bytes(recentValues::write));
        IncomingPayments readReceived = IncomingPayments.read(bytes(incomingPayments::write));

        assertThat(readSeen.count("a")).isEqualTo(1);
        assertThat(readSeen.has("c")).isFalse();
        assertThat(readReceived.plus("a", 5, 1_000).count(1_000, 10)).isEqualTo(1);
    }

    /** A state of before holds hashes without a salt; what is new there is hashed as what is old. */
    @Test
    void hashesOfBeforeAreStillFound() throws IOException {
        RecentValues recentValues = RecentValues.read(bytes(out -> {
            Varint.write(1, out);
            Varint.writeSigned(1_000, out);
            BitPackedColumn.Writer hash = new BitPackedColumn.Writer(0xFFFFFFFFL, out);
            hash.put(RecentValues.unsaltedHash("a") & 0xFFFFFFFFL);
            hash.close();
            for (int column = 0; column < 2; column++) {
                BitPackedColumn.Writer times = new BitPackedColumn.Writer(0, out);
                times.put(0);
                times.close();
            }
            BitPackedColumn.Writer count = new BitPackedColumn.Writer(3, out);
            count.put(3);
            count.close();
        }));

        assertThat(recentValues.count("a")).isEqualTo(3);
        assertThat(RecentValues.read(bytes(recentValues.plus("b", 2_000, 8)::write))
                        .count("b"))
                .isEqualTo(1);
    }

    private static String[] meeting() {
        Map<Integer, String> known = new HashMap<>();
        for (int i = 0; ; i++) {
            String text = "payee-" + i;
            String other = known.put(RecentValues.unsaltedHash(text), text);
            if (other != null) {
                return new String[] {other, text};
            }
        }
    }

    private interface Writer {
        void write(java.io.DataOutput out) throws IOException;
    }

    private static DataInputStream bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
