package io.nacre.console.access;

import static java.util.Objects.requireNonNull;

import io.nacre.console.access.Pseudonyms.Kind;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ids in one row as a session sees them: as they are, or as pseudonyms. */
public final class MaskedRow {

    private final @Nullable MaskingPolicy masking;
    private final ConsoleSession session;

    /** @param masking null if the row is shown as it is */
    MaskedRow(@Nullable MaskingPolicy masking, ConsoleSession session) {
        this.masking = masking;
        this.session = session;
    }

    /** Whether ids become pseudonyms. Then raw records must not be shown, and texts only through {@link #text}. */
    public boolean isMasked() {
        return masking != null;
    }

    public @Nullable String account(@Nullable String accountId) {
        return masking == null || accountId == null ? accountId : masking.account(session, accountId);
    }

    public @Nullable String ip(@Nullable String ip) {
        return masked(Kind.IP, ip);
    }

    public @Nullable String device(@Nullable String deviceId) {
        return masked(Kind.DEVICE, deviceId);
    }

    public @Nullable String counterparty(@Nullable String counterpartyId) {
        return masked(Kind.COUNTERPARTY, counterpartyId);
    }

    public @Nullable String card(@Nullable String cardToken) {
        return masked(Kind.CARD, cardToken);
    }

    /**
     * A text that people or the system wrote, in which the ids of a row are replaced.
     *
     * @param kinds the kind of each id that the text may contain
     */
    public @Nullable String text(@Nullable String text, Map<String, Kind> kinds) {
        if (masking == null || text == null) {
            return text;
        }
        // The longest first, because one id may be part of another; all at once, because an id may be part of a
        // pseudonym.
        String ids = kinds.keySet().stream()
                .filter(id -> !id.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return ids.isEmpty()
                ? text
                : Pattern.compile(ids)
                        .matcher(text)
                        .replaceAll(
                                found -> masking.pseudonym(requireNonNull(kinds.get(found.group())), found.group()));
    }

    private @Nullable String masked(Kind kind, @Nullable String id) {
        return masking == null || id == null ? id : masking.pseudonym(kind, id);
    }
}
