package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One authorisation request, as published by the payment platform.
 *
 * @param id unique in the platform; a second record with the same id is a duplicate
 * @param eventTimeMs event time, ms since 1970-01-01T00:00Z
 * @param cardToken the token of the card, never its number
 * @param ip IPv4 or IPv6 address in canonical form
 * @param payerLocation the payer's location, if known
 * @param counterpartyId the account that receives a transfer
 * @param userAgent the user agent of the payer's browser or app. The payer controls this text, so it is cut to
 *     {@value #AGENT_CHARACTERS} UTF-16 units
 * @param failedAttempts failed attempts at this payment before this one (a wrong PIN or code, a decline), as the
 *     platform counts them; null if it does not
 * @param attributes further fields of the platform; no layer depends on them
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

    /** Maximum length of the user agent. */
    public static final int AGENT_CHARACTERS = 512;

    /** The attribute with an IP address that could not be parsed. */
    public static final String UNREADABLE_IP = "nacre.ip_unreadable";

    /** The attribute with the names of the fields in which a card number was masked. */
    public static final String MASKED_CARD = "nacre.card_number_masked";

    /** The attributes that the decoder adds. */
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

    /** The transaction with another IP address and device. */
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

    /**
     * The fields that other accounts may see: payer, amount, time and channel, without counterparty, location and
     * device.
     */
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
        // A half of a surrogate pair would not survive encoding.
        boolean split = Character.isHighSurrogate(agent.charAt(AGENT_CHARACTERS - 1));
        return agent.substring(0, split ? AGENT_CHARACTERS - 1 : AGENT_CHARACTERS);
    }
}
