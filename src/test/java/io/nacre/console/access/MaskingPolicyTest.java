package io.nacre.console.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.console.access.Pseudonyms.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskingPolicyTest {

    private static final byte[] KEY = new byte[32];

    private final Pseudonyms pseudonyms = new Pseudonyms(KEY);
    private final MaskingPolicy masking = new MaskingPolicy(pseudonyms, MaskingPolicy.DEFAULT_ROLES);
    private final ConsoleSession viewer = new ConsoleSession(TestUsers.user("vic", UserRole.VIEWER), 0);
    private final ConsoleSession analyst = new ConsoleSession(TestUsers.user("ann", UserRole.ANALYST), 0);

    @TempDir
    private Path folder;

    @Test
    void viewersSeePseudonymsOfEveryKindOfId() {
        MaskedRow row = masking.row(viewer, "acct-1");

        assertThat(row.isMasked()).isTrue();
        assertThat(row.account("acct-1")).matches("account~[a-z2-9]{12}");
        assertThat(row.ip("203.0.113.9")).matches("ip~[a-z2-9]{12}");
        assertThat(row.device("dev-1")).matches("device~[a-z2-9]{12}");
        assertThat(row.counterparty("acct-1")).matches("counterparty~[a-z2-9]{12}");
        assertThat(row.card("tok-1")).matches("card~[a-z2-9]{12}");
        assertThat(row.account(null)).isNull();
        assertThat(row.ip(null)).isNull();
    }

    @Test
    void otherRolesSeeTheIds() {
        MaskedRow row = masking.row(analyst, "acct-1");

        assertThat(row.isMasked()).isFalse();
        assertThat(row.account("acct-1")).isEqualTo("acct-1");
        assertThat(row.ip("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(row.text("acct-1 paid", Map.of("acct-1", Kind.ACCOUNT))).isEqualTo("acct-1 paid");
        assertThat(masking.isMasked(UserRole.VIEWER)).isTrue();
        assertThat(masking.isMasked(UserRole.LEAD)).isFalse();
    }

    @Test
    void aPseudonymIsStableForOneKeyAndDiffersForAnother() {
        String pseudonym = pseudonyms.of(Kind.ACCOUNT, "acct-1");
        byte[] other = new byte[32];
        other[31] = 1;

        assertThat(pseudonyms.of(Kind.ACCOUNT, "acct-1")).isEqualTo(pseudonym);
        assertThat(new Pseudonyms(KEY).of(Kind.ACCOUNT, "acct-1")).isEqualTo(pseudonym);
        assertThat(new Pseudonyms(other).of(Kind.ACCOUNT, "acct-1")).isNotEqualTo(pseudonym);
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(pseudonyms.of(Kind.ACCOUNT, "acct-" + i));
            all.add(pseudonyms.of(Kind.DEVICE, "acct-" + i));
        }
        assertThat(all).hasSize(20_000).noneMatch(text -> text.contains("acct-"));
    }

    @Test
    void aPseudonymThatWasShownLeadsToItsAccount() {
        String pseudonym = requireNonNull(masking.row(viewer, "acct-1").account("acct-1"));

        assertThat(masking.resolve(viewer, pseudonym)).isEqualTo("acct-1");
        assertThat(masking.resolve(viewer, "acct-1")).isEqualTo("acct-1");
        assertThat(masking.resolve(analyst, pseudonym))
                .as("only for a masked role")
                .isEqualTo(pseudonym);
    }

    @Test
    void aMaskedAnalystSeesTheRowsOfARevealedAccount() {
        MaskingPolicy strict = new MaskingPolicy(pseudonyms, Set.of(UserRole.VIEWER, UserRole.ANALYST));
        analyst.reveal("acct-1");

        assertThat(strict.row(analyst, "acct-1").account("acct-1")).isEqualTo("acct-1");
        assertThat(strict.row(analyst, "acct-1").ip("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(strict.row(analyst, "acct-2").account("acct-2")).startsWith("account~");
        assertThat(strict.row(analyst, "acct-2").ip("203.0.113.9")).startsWith("ip~");
        assertThat(strict.row(analyst, null).account("acct-1"))
                .as("named in a row of another entity")
                .isEqualTo("acct-1");
        assertThat(strict.row(analyst, null).isMasked()).isTrue();
    }

    @Test
    void replacesTheIdsOfARowInItsTexts() {
        MaskedRow row = masking.row(viewer, "acct-1");

        String text = row.text(
                "acct-12 and acct-1 at 203.0.113.9",
                Map.of("acct-1", Kind.ACCOUNT, "acct-12", Kind.COUNTERPARTY, "203.0.113.9", Kind.IP, "", Kind.DEVICE));

        assertThat(text)
                .isEqualTo(
                        row.counterparty("acct-12") + " and " + row.account("acct-1") + " at " + row.ip("203.0.113.9"));
        assertThat(row.text(null, Map.of())).isNull();
    }

    @Test
    void makesAKeyOnceThatOnlyItsOwnerMayRead() throws IOException {
        Path file = folder.resolve("pseudonym-key");

        byte[] key = PseudonymKey.readOrCreate(file);

        assertThat(key).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(PseudonymKey.readOrCreate(file)).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "c2hvcnQ=");
        assertThatThrownBy(() -> PseudonymKey.readOrCreate(file)).hasMessageContaining("has no key of 32 bytes");
        Files.writeString(file, "%%%");
        assertThatThrownBy(() -> PseudonymKey.readOrCreate(file)).hasMessageContaining("has no key of 32 bytes");
        assertThatThrownBy(() -> new Pseudonyms(Arrays.copyOf(KEY, 31))).hasMessageContaining("31 bytes");
    }
}
