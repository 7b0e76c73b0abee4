package io.nacre.ingest.iso8583;

import static io.nacre.payment.LifecycleEvent.DeclineReason.INSUFFICIENT_FUNDS;
import static io.nacre.payment.LifecycleEvent.DeclineReason.INVALID_CREDENTIALS;
import static io.nacre.payment.LifecycleEvent.DeclineReason.RESTRICTED;
import static io.nacre.payment.LifecycleEvent.DeclineReason.SUSPECTED_FRAUD;
import static io.nacre.payment.LifecycleEvent.DeclineReason.TECHNICAL;

import io.nacre.payment.LifecycleEvent.DeclineReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The meaning of response codes, data element 39. */
final class ResponseCodes {

    /** The issuer approves a part of the amount. */
    static final String PARTIAL = "10";

    private static final Set<String> APPROVALS = Set.of("00", "08", PARTIAL, "11", "16", "85");

    private static final Map<DeclineReason, List<String>> REASONS = Map.of(
            INVALID_CREDENTIALS, List.of("14", "15", "33", "38", "54", "55", "75", "82", "N7"),
            INSUFFICIENT_FUNDS, List.of("51"),
            SUSPECTED_FRAUD, List.of("07", "34", "41", "43", "59", "63"),
            RESTRICTED, List.of("04", "36", "57", "58", "61", "62", "65", "78"),
            TECHNICAL, List.of("19", "30", "68", "90", "91", "92", "94", "96"));

    private final Map<String, DeclineReason> reasons = new HashMap<>();

    /** @param additional reasons by code, which replace those of the table */
    ResponseCodes(Map<String, DeclineReason> additional) {
        REASONS.forEach((reason, codes) -> codes.forEach(code -> reasons.put(code, reason)));
        reasons.putAll(additional);
    }

    boolean isApproval(String code) {
        return APPROVALS.contains(code) && !reasons.containsKey(code);
    }

    /** The class of a decline; OTHER for a code that is not in the table. */
    DeclineReason reason(String code) {
        return reasons.getOrDefault(code, DeclineReason.OTHER);
    }

    /** The codes of a class, for the documentation. */
    static List<String> codes(DeclineReason reason) {
        return REASONS.getOrDefault(reason, List.of());
    }

    /** The codes that approve, in order. */
    static List<String> approvals() {
        return APPROVALS.stream().sorted().toList();
    }
}
