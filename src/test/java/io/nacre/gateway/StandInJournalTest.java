package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.gateway.StandInJournal.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInJournalTest {

    @TempDir
    private Path folder;

    @Test
    void keepsEntriesUntilTheyAreSent() throws IOException {
        Path file = folder.resolve("work/gateway.journal");
        List<Entry> entries = entries(3);
        try (StandInJournal journal = new StandInJournal(file)) {
            assertThat(journal.isEmpty()).isTrue();
            entries.forEach(entry -> add(journal, entry));
        }

        try (StandInJournal restarted = new StandInJournal(file)) {
            assertThat(restarted.isEmpty()).isFalse();
            assertThat(restarted.take()).isEqualTo(entries);
            List<Entry> later = entries(1);
            add(restarted, later.get(0));

            assertThat(restarted.take()).isEqualTo(entries);
            restarted.sent();
            assertThat(restarted.take()).isEqualTo(later);
            restarted.sent();
            assertThat(restarted.isEmpty()).isTrue();
            assertThat(restarted.take()).isEmpty();
        }
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("gateway.journal");
        try (StandInJournal journal = new StandInJournal(file)) {
            Entry entry = entries(1).get(0);
            add(journal, entry);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void readsUpToAnEntryThatIsCutOffOrDamaged() throws IOException {
        Path file = folder.resolve("gateway.journal");
        List<Entry> entries = entries(2);
        try (StandInJournal journal = new StandInJournal(file)) {
            entries.forEach(entry -> add(journal, entry));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isIn(List.of(), entries.subList(0, 1));
        }
        byte[] damaged = whole.clone();
        damaged[whole.length - 5] ^= 1;
        assertThat(read(damaged)).isEqualTo(entries.subList(0, 1));
        assertThat(read(whole)).isEqualTo(entries);
    }

    private List<Entry> read(byte[] bytes) throws IOException {
        Path file = folder.resolve("copy.journal");
        Files.deleteIfExists(folder.resolve("copy.journal.sending"));
        Files.write(file, bytes);
        try (StandInJournal journal = new StandInJournal(file)) {
            return journal.take();
        }
    }

    @Test
    void sendsNothingAgainThatTheBrokerHasAcknowledged() throws IOException {
        Path file = folder.resolve("gateway.journal");
        try (StandInJournal journal = new StandInJournal(file)) {
            Entry entry = entries(1).get(0);
            CompletableFuture<Void> sent = new CompletableFuture<>();
            journal.add(entry.transaction(), entry.standIn(), sent);
            assertThat(journal.isBeingSent()).isTrue();
            sent.complete(null);
            assertThat(journal.isBeingSent()).isFalse();
            assertThat(journal.take()).isEmpty();
            assertThat(journal.isEmpty()).isTrue();

            CompletableFuture<Void> failed = new CompletableFuture<>();
            journal.add(entry.transaction(), entry.standIn(), failed);
            failed.completeExceptionally(new IOException("no broker"));
            assertThat(journal.take()).containsExactly(entry);
        }
    }

    private static void add(StandInJournal journal, Entry entry) {
        journal.add(entry.transaction(), entry.standIn(), new CompletableFuture<>());
    }

    private static List<Entry> entries(int count) {
        Samples samples = new Samples(7);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(samples.transaction(), samples.standIn()));
        }
        return entries;
    }
}
