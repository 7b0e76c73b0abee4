package io.nacre.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nacre.console.audit.ChainReport.Fault;
import io.nacre.decision.investigation.AuditEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {

    private static final long AT_MS = 1_790_000_000_000L;

    @Test
    void acceptsChainsOfSeveralConsolesInAnyOrder() {
        List<AuditEntry> entries = chain("one", 5);
        entries.addAll(chain("two", 3));
        Collections.reverse(entries);

        List<ChainReport> reports = verify(entries, Map.of());

        assertThat(reports).extracting(ChainReport::consoleId).containsExactly("one", "two");
        assertThat(reports).allMatch(ChainReport::isValid);
        assertThat(reports).extracting(ChainReport::entryCount).containsExactly(5L, 3L);
        assertThat(reports.get(0).head()).isEqualTo(hashOf(entries, "one", 5));
    }

    @Test
    void findsAMissingEntry() {
        List<AuditEntry> entries = chain("one", 5);
        entries.remove(2);

        assertFault(entries, Fault.GAP, 4);
    }

    @Test
    void findsAMissingBeginning() {
        List<AuditEntry> entries = chain("one", 5);
        entries.remove(0);

        assertFault(entries, Fault.GAP, 2);
    }

    @Test
    void findsAnEntryThatIsThereTwice() {
        List<AuditEntry> entries = chain("one", 5);
        entries.add(entries.get(1));

        assertFault(entries, Fault.REPEAT, 2);
    }

    @Test
    void findsAFork() {
        List<AuditEntry> entries = chain("one", 3);
        AuditChain other = new AuditChain("one", entries.get(1));
        entries.add(other.next(AT_MS, "eve", "login", null, null));

        assertFault(entries, Fault.FORK, 3);
    }

    @Test
    void findsAChangeOfEachField() {
        AuditEntry entry = chain("one", 5).get(2);
        String zeros = "0".repeat(64);
        List<AuditEntry> changed = List.of(
                with(entry, AT_MS + 9, entry.actor(), entry.action(), entry.subject(), entry.detail(), entry.salt()),
                with(entry, entry.atMs(), "eve", entry.action(), entry.subject(), entry.detail(), entry.salt()),
                with(entry, entry.atMs(), entry.actor(), "other", entry.subject(), entry.detail(), entry.salt()),
                with(entry, entry.atMs(), entry.actor(), entry.action(), "i-9", entry.detail(), entry.salt()),
                with(entry, entry.atMs(), entry.actor(), entry.action(), null, entry.detail(), entry.salt()),
                with(entry, entry.atMs(), entry.actor(), entry.action(), entry.subject(), "other", entry.salt()),
                with(entry, entry.atMs(), entry.actor(), entry.action(), entry.subject(), null, entry.salt()),
                with(entry, entry.atMs(), entry.actor(), entry.action(), entry.subject(), entry.detail(), null),
                linked(entry, zeros, entry.previousHash(), entry.hash()),
                linked(entry, entry.contentHash(), zeros, entry.hash()),
                linked(entry, entry.contentHash(), entry.previousHash(), zeros));

        for (AuditEntry each : changed) {
            List<AuditEntry> entries = chain("one", 5);
            entries.set(2, each);
            assertFault(entries, Fault.WRONG_HASH, 3);
        }
    }

    @Test
    void findsAnEntryThatWasReplacedWithItsHash() {
        List<AuditEntry> entries = chain("one", 5);
        entries.set(2, new AuditChain("one", entries.get(1)).next(AT_MS, "eve", "login", null, null));

        assertFault(entries, Fault.WRONG_LINK, 4);
    }

    @Test
    void findsATruncatedChainByItsExpectedHead() {
        List<AuditEntry> entries = chain("one", 5);
        String head = hashOf(entries, "one", 5);

        assertThat(verify(entries, Map.of("one", head))).allMatch(ChainReport::isValid);
        assertThat(verify(entries, Map.of("one", hashOf(entries, "one", 3))))
                .as("it has grown since")
                .allMatch(ChainReport::isValid);
        entries.remove(4);
        ChainReport truncated = verify(entries, Map.of("one", head)).get(0);
        assertThat(truncated.fault()).isEqualTo(Fault.HEAD_MISSING);
        assertThat(truncated.faultSequence()).isEqualTo(5);
        assertThat(verify(List.of(), Map.of("gone", head)))
                .extracting(ChainReport::consoleId, ChainReport::fault, ChainReport::head)
                .containsExactly(tuple("gone", Fault.HEAD_MISSING, null));
    }

    @Test
    void anErasedEntryIsValidAndCounted() {
        List<AuditEntry> entries = chain("one", 5);
        entries.set(2, entries.get(2).erased());

        ChainReport report = verify(entries, Map.of()).get(0);

        assertThat(report.isValid()).isTrue();
        assertThat(report.erasedCount()).isEqualTo(1);
        AuditEntry half = entries.get(3);
        entries.set(3, with(half, half.atMs(), half.actor(), half.action(), half.subject(), null, null));
        assertFault(entries, Fault.WRONG_HASH, 4);
    }

    @Test
    void noTwoEntriesHaveTheSameBytes() {
        assertThat(AuditHash.ofContent("s", "ab", "c")).isNotEqualTo(AuditHash.ofContent("s", "a", "bc"));
        assertThat(AuditHash.ofContent("s", null, "")).isNotEqualTo(AuditHash.ofContent("s", "", null));
        assertThat(AuditHash.ofContent("s", "é", null)).isNotEqualTo(AuditHash.ofContent("s", "e\u0301", null));
    }

    @Test
    void aHashIsTheOneThatOthersCanCompute() {
        // Computed by Python's hashlib from the description of the encoding.
        assertThat(AuditHash.ofContent("ab", null, "x"))
                .isEqualTo("13ce016829a4467a6da418834af3c11d4914b535f85cc04d9a9c70681c8fe6c3");
    }

    @Test
    void cutsLongTextsAndMasksCardNumbersBeforeTheHash() {
        AuditChain chain = new AuditChain("one", null);
        AuditEntry entry =
                chain.next(AT_MS, "ann", "search", "s".repeat(200), "4111 1111 1111 1111 " + "d".repeat(3_000));

        assertThat(entry.subject()).hasSize(128).endsWith("…");
        assertThat(entry.detail())
                .hasSizeLessThanOrEqualTo(2048)
                .startsWith("**** **** **** ****")
                .endsWith("…");
        assertThat(verify(List.of(entry), Map.of())).allMatch(ChainReport::isValid);
    }

    private static void assertFault(List<AuditEntry> entries, Fault fault, long sequence) {
        ChainReport report = verify(entries, Map.of()).get(0);

        assertThat(report.fault()).isEqualTo(fault);
        assertThat(report.faultSequence()).isEqualTo(sequence);
        assertThat(report.isValid()).isFalse();
    }

    private static List<ChainReport> verify(List<AuditEntry> entries, Map<String, String> heads) {
        AuditVerifier verifier = new AuditVerifier();
        entries.forEach(verifier::add);
        return verifier.reports(heads);
    }

    private static List<AuditEntry> chain(String console, int count) {
        AuditChain chain = new AuditChain(console, null);
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            entries.add(chain.next(AT_MS + i, "ann", "verdict", "i-" + i, "FRAUD"));
        }
        return entries;
    }

    private static String hashOf(List<AuditEntry> entries, String console, long sequence) {
        return entries.stream()
                .filter(entry -> entry.consoleId().equals(console) && entry.sequence() == sequence)
                .findAny()
                .orElseThrow()
                .hash();
    }

    private static AuditEntry with(
            AuditEntry entry,
            long atMs,
            String actor,
            String action,
            @Nullable String subject,
            @Nullable String detail,
            @Nullable String salt) {
        return new AuditEntry(
                entry.consoleId(),
                entry.sequence(),
                atMs,
                actor,
                action,
                subject,
                detail,
                salt,
                entry.contentHash(),
                entry.previousHash(),
                entry.hash());
    }

    private static AuditEntry linked(AuditEntry entry, String contentHash, String previousHash, String hash) {
        return new AuditEntry(
                entry.consoleId(),
                entry.sequence(),
                entry.atMs(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.salt(),
                contentHash,
                previousHash,
                hash);
    }
}
