package io.nacre.console.access;

import io.nacre.console.access.Pseudonyms.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which personal data a session sees. For a masked role, account ids, IP addresses, device ids, counterparty ids and
 * card tokens become pseudonyms, so that two rows of one account can still be recognised. The rows of an account that
 * the session has revealed are shown as they are.
 */
public final class MaskingPolicy {

    /** By default only viewers see pseudonyms. */
    public static final Set<UserRole> DEFAULT_ROLES = Set.of(UserRole.VIEWER);

    private final Pseudonyms pseudonyms;
    private final Set<UserRole> maskedRoles;

    /** @param maskedRoles the roles that see pseudonyms; analysts among them may reveal accounts */
    public MaskingPolicy(Pseudonyms pseudonyms, Set<UserRole> maskedRoles) {
        this.pseudonyms = pseudonyms;
        this.maskedRoles = Set.copyOf(maskedRoles);
    }

    /** Whether a role sees pseudonyms. */
    public boolean isMasked(UserRole role) {
        return maskedRoles.contains(role);
    }

    /** The id that a session's request names, which may be a pseudonym. */
    public String resolve(ConsoleSession session, String id) {
        return isMasked(session.role()) ? pseudonyms.resolve(id) : id;
    }

    /** How a session sees the ids in a row of an account; null for a row of no account. */
    public MaskedRow row(ConsoleSession session, @Nullable String accountId) {
        boolean shown = !isMasked(session.role()) || (accountId != null && session.isRevealed(accountId));
        return new MaskedRow(shown ? null : this, session);
    }

    String account(ConsoleSession session, String accountId) {
        return session.isRevealed(accountId) ? accountId : pseudonyms.of(Kind.ACCOUNT, accountId);
    }

    String pseudonym(Kind kind, String id) {
        return pseudonyms.of(kind, id);
    }
}
