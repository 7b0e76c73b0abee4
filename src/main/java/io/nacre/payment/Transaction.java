package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One authorisation request, as the payment platform published it.
 *
 * @param id unique for the platform; a repeat of it is a duplicate
 * @param eventTimeMs event time, ms since 1970-01-01T00:00Z
 * @param cardToken stands for the card; never its number
 * @param ip literal IPv4 or IPv6 address in canonical form
 * @param payerLocation where the payer is, if known
 * @param counterpartyId the account that receives a transfer
 * @param userAgent what the payer's browser or app says it is; longer than {@value #AGENT_CHARACTERS} UTF-16 units, and
 *     the rest is cut off, for whoever pays chooses this text
 * @param failedAttempts at this payment before this one (a wrong PIN or code, a decline), as the platform counts them;
 *     null where it does not
 * @param attributes anything else the platform wants to carry; no layer depends on it being there
 */
public record Transaction(
        String id,
        long eventTimeMs,
        String accountId,
        @Nullable String cardToken,
        Money amount,
        Channel channel,
        @Nullable String ip,
        @Nullable String deviceId,
        @Nullable Merchant merchant,
        @Nullable GeoPoint payerLocation,
        @Nullable String counterpartyId,
        @Nullable String userAgent,
        @Nullable Integer failedAttempts,
        Map<String, String> attributes) {

    /** The longest user agent that is kept. */
    public static final int AGENT_CHARACTERS = 512;

    /** Attribute that keeps an address which is none. */
    public static final String UNREADABLE_IP = "nacre.ip_unreadable";

    /** Attribute that names the fields in which a card number was masked. */
    public static final String MASKED_CARD = "nacre.card_number_masked";

    /** Attributes that a reader adds to those that were sent. */
    public static final Set<String> MARKS = Set.of(UNREADABLE_IP, MASKED_CARD);

    public Transaction {
        requireNonNull(id, "id is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(amount, "amount is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(attributes, "attributes is null");
        if (failedAttempts != null && failedAttempts < 0) {
            throw new IllegalArgumentException("failedAttempts is negative: " + failedAttempts);
        }
        userAgent = userAgent == null ? null : bounded(userAgent);
    }

    /** The same transaction with these for its address and device. */
    public Transaction with(@Nullable String otherIp, @Nullable String otherDeviceId) {
        return new Transaction(
                id,
                eventTimeMs,
                accountId,
                cardToken,
                amount,
                channel,
                otherIp,
                otherDeviceId,
                merchant,
                payerLocation,
                counterpartyId,
                userAgent,
                failedAttempts,
                attributes);
    }

    /** What concerns others than its account: who pays how much, when and by what; not whom, where and how. */
    public Transaction outline() {
        return new Transaction(
                id,
                eventTimeMs,
                accountId,
                cardToken,
                amount,
                channel,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private static String bounded(String agent) {
        if (agent.length() <= AGENT_CHARACTERS) {
            return agent;
        }
        // Half of a surrogate pair would not survive the way to bytes and back.
        boolean split = Character.isHighSurrogate(agent.charAt(AGENT_CHARACTERS - 1));
        return agent.substring(0, split ? AGENT_CHARACTERS - 1 : AGENT_CHARACTERS);
    }
}
