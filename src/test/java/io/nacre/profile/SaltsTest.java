package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aPayeeThatWasMadeToMeetAKnownOneIsNew() {
        assertThat(Seen.early(MEETING[0])).isEqualTo(Seen.early(MEETING[1]));

        Seen seen = Seen.NONE.plus(MEETING[0], 1, 8);

        assertThat(seen.has(MEETING[0])).isTrue();
        assertThat(seen.has(MEETING[1])).isFalse();
    }

    @Test
    void aReceiptWhoseIdWasMadeToMeetAnotherCountsAsWell() {
        Received received = Received.NONE.plus(MEETING[0], 5, 1_000).plus(MEETING[1], 7, 1_000);

        assertThat(received.sum(1_000, 10)).isEqualTo(12);
    }

    @Test
    void theSaltIsKeptWithTheHashes() throws IOException {
        Seen seen = Seen.NONE.plus("a", 1, 8).plus("b", 2, 8);
        Received received = Received.NONE.plus("a", 5, 1_000);

        Seen readSeen = Seen.read(bytes(seen::write));
        Received readReceived = Received.read(bytes(received::write));

        assertThat(readSeen.count("a")).isEqualTo(1);
        assertThat(readSeen.has("c")).isFalse();
        assertThat(readReceived.plus("a", 5, 1_000).count(1_000, 10)).isEqualTo(1);
    }

    /** A state of before holds hashes without a salt; what is new there is hashed as what is old. */
    @Test
    void hashesOfBeforeAreStillFound() throws IOException {
        Seen seen = Seen.read(bytes(out -> {
            Varint.write(1, out);
            Varint.writeSigned(1_000, out);
            Column.Writer hash = new Column.Writer(0xFFFFFFFFL, out);
            hash.put(Seen.early("a") & 0xFFFFFFFFL);
            hash.close();
            for (int column = 0; column < 2; column++) {
                Column.Writer times = new Column.Writer(0, out);
                times.put(0);
                times.close();
            }
            Column.Writer count = new Column.Writer(3, out);
            count.put(3);
            count.close();
        }));

        assertThat(seen.count("a")).isEqualTo(3);
        assertThat(Seen.read(bytes(seen.plus("b", 2_000, 8)::write)).count("b")).isEqualTo(1);
    }

    private static String[] meeting() {
        Map<Integer, String> known = new HashMap<>();
        for (int i = 0; ; i++) {
            String text = "payee-" + i;
            String other = known.put(Seen.early(text), text);
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
