package io.nacre.ingest.iso8583;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.mapping.UnvalidatedLifecycleEvent;
import io.nacre.codec.mapping.UnvalidatedTransaction;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.IngestSink;
import io.nacre.ingest.MessageConverter;
import io.nacre.ingest.RecordTokens;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts card messages: requests (0100, 0200) to transactions, their responses to the issuer's answer, and reversals
 * (0400, 0420) to lifecycle events. Card numbers become tokens. Tracks, PIN blocks and chip data are never read further
 * than the decoder. Not thread-safe.
 */
public final class Iso8583Converter implements MessageConverter {

    private static final int TYPE_BYTES = 4;
    private static final int CARD_NUMBER = 2;
    private static final int TRACK_2 = 35;
    private static final int CODE_DIGITS = 2;
    private static final int CURRENCY_DIGITS = 3;
    private static final int REPLACEMENT_DIGITS = 12;

    private static final ElementSource MERCHANT_NAME = ElementSource.of(43, 1, 25);
    private static final ElementSource MERCHANT_COUNTRY = ElementSource.of(43, 39, 40);

    private final Iso8583Mapping mapping;
    private final RecordTokens tokens;
    private final @Nullable Instant received;
    private final Iso8583Decoder decoder;
    private final TransactionIds ids;
    private final PosEntryModes entryModes;
    private final ResponseCodes responseCodes;
    private final UnvalidatedTransaction.Reader transactions = new UnvalidatedTransaction.Reader();

    /**
     * @param received when the messages were received, for the year of their times; null for the arrival of each
     *     message
     */
    public Iso8583Converter(
            TextEncoding text,
            BitmapEncoding bitmaps,
            Iso8583Mapping mapping,
            RecordTokens tokens,
            @Nullable Instant received) {
        this.mapping = mapping;
        this.tokens = tokens;
        this.received = received;
        int headerBytes = mapping.headerBytes() == null ? 0 : mapping.headerBytes();
        this.decoder = new Iso8583Decoder(text, bitmaps, headerBytes, requireNonNull(mapping.elements()));
        this.ids = new TransactionIds(requireNonNull(mapping.transactionId()));
        this.entryModes = new PosEntryModes(requireNonNull(mapping.entryModes()));
        this.responseCodes = new ResponseCodes(requireNonNull(mapping.responseCodes()));
    }

    @Override
    public void convert(byte[] bytes, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        Iso8583Message message = decoder.decode(bytes);
        String type = message.type();
        if (requireNonNull(mapping.skipTypes()).contains(type)) {
            sink.skipped("message type " + type + " (skip-types)");
            return;
        }
        if (type.startsWith("08")) {
            sink.skipped("network management");
            return;
        }
        switch (type) {
            case "0100", "0101", "0200", "0201" -> request(message, origin, sink);
            case "0110", "0210" -> response(message, origin, sink);
            case "0400", "0401", "0420", "0421" -> reversal(message, origin, sink);
            case "0410", "0430" -> sink.skipped("response to a reversal");
            default ->
                throw new RecordRejectedException(
                        RejectionCode.SYMBOL_UNKNOWN,
                        "the message type " + type + " is none that becomes a transaction or an event; name it in"
                                + " skip-types of the mapping, or send 0100, 0110, 0200, 0210, 0400 or 0420");
        }
    }

    /** Only the digits of the message type: a search in binary or EBCDIC text would find no card number. */
    @Override
    public byte[] masked(byte[] message) {
        byte[] copy = new byte[message.length];
        Arrays.fill(copy, (byte) CardNumberDetector.MASK);
        int shown = Math.min(message.length, TYPE_BYTES);
        for (int i = 0; i < shown && message[i] >= '0' && message[i] <= '9'; i++) {
            copy[i] = message[i];
        }
        return copy;
    }

    private void request(Iso8583Message message, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        ProcessingCode code = ProcessingCode.of(message);
        if (code.skipReason() != null) {
            sink.skipped(code.skipReason());
            return;
        }
        String card = cardToken(message);
        sink.transaction(transactions.read(
                new UnvalidatedTransaction(
                        ids.ofMessage(message, "id"),
                        time(message, "event_time", origin),
                        accountId(message, card),
                        card,
                        amount(message),
                        currency(message),
                        channel(message, code),
                        optional(mapping.ip(), message, "ip"),
                        optional(mapping.deviceId(), message, "device_id"),
                        merchant(message),
                        null,
                        counterparty(message, code),
                        optional(mapping.userAgent(), message, "user_agent"),
                        null,
                        attributes(message)),
                origin));
    }

    private void response(Iso8583Message message, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        ProcessingCode processing = ProcessingCode.of(message);
        if (processing.skipReason() != null) {
            sink.skipped(processing.skipReason());
            return;
        }
        String code = message.required(39, "type");
        boolean approved = responseCodes.isApproval(code);
        String id = ids.ofMessage(message, "transaction_id");
        sink.lifecycleEvent(new UnvalidatedLifecycleEvent(
                        accountId(message, cardToken(message)),
                        id,
                        id + "-response-" + code,
                        approved ? LifecycleEvent.Type.AUTHORISED : LifecycleEvent.Type.DECLINED,
                        approved ? null : responseCodes.reason(code),
                        code.equals(ResponseCodes.PARTIAL) ? amount(message) : null,
                        time(message, "occurred_at", origin))
                .read(origin));
    }

    private void reversal(Iso8583Message message, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        String id = ids.ofOriginal(message);
        sink.lifecycleEvent(new UnvalidatedLifecycleEvent(
                        accountId(message, cardToken(message)),
                        id,
                        // Each repeat of a reversal has its trace number.
                        id + "-reversal-e11x" + message.required(11, "event_id"),
                        LifecycleEvent.Type.REVERSED,
                        null,
                        reversedAmount(message),
                        time(message, "occurred_at", origin))
                .read(origin));
    }

    /** The token of the card; null if the message has no card number. */
    private @Nullable String cardToken(Iso8583Message message) throws RecordRejectedException {
        String number = message.text(CARD_NUMBER);
        if (number == null) {
            String track = message.text(TRACK_2);
            // The number ends at a separator, which is a letter D in some encodings.
            number = track == null ? null : track.split("[=Dd]", 2)[0];
        }
        return number == null ? null : tokens.card("card_token", number);
    }

    private String accountId(Iso8583Message message, @Nullable String card) throws RecordRejectedException {
        ElementSource source = mapping.accountId();
        String account = source == null ? card : source.read(message, "account_id", tokens);
        if (account == null) {
            String element = String.valueOf(source == null ? CARD_NUMBER : source.element());
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY,
                    "account_id",
                    "comes from data element " + element
                            + ", which is empty; send it, or name another one in account-id of" + " the mapping");
        }
        return account;
    }

    private static long amount(Iso8583Message message) throws RecordRejectedException {
        return Long.parseLong(message.requiredDigits(4, "amount_minor"));
    }

    /** The part that is reversed: the amount less the replacement amount; null for the whole amount. */
    private static @Nullable Long reversedAmount(Iso8583Message message) throws RecordRejectedException {
        String replacement = message.text(95);
        if (replacement == null) {
            return null;
        }
        String actual = replacement.substring(0, Math.min(REPLACEMENT_DIGITS, replacement.length()));
        if (actual.length() < REPLACEMENT_DIGITS || !Iso8583Message.areDigits(actual)) {
            throw Iso8583Message.malformed(95, "amount_minor", "does not begin with an amount of 12 digits; send one");
        }
        long rest = Long.parseLong(actual);
        return rest == 0 ? null : (Long) (amount(message) - rest);
    }

    private static String currency(Iso8583Message message) throws RecordRejectedException {
        String currency = message.required(49, "currency");
        boolean number = currency.length() == CURRENCY_DIGITS && Iso8583Message.areDigits(currency);
        String code = number ? NumericCurrencyCodes.code(currency) : currency;
        return UnvalidatedTransaction.currency(code == null ? "" : code);
    }

    /** Element 7 is in GMT. Elements 12 and 13 are local times, so they need the zone of the mapping. */
    private long time(Iso8583Message message, String field, RecordOrigin origin) throws RecordRejectedException {
        Instant reference = received == null ? Instant.ofEpochMilli(origin.timestampMs()) : received;
        String transmitted = message.text(7);
        if (transmitted != null || mapping.timeZone() == null) {
            return MessageTimes.resolve(message.required(7, field), ZoneOffset.UTC, reference, 7, field);
        }
        String local = message.required(13, field) + message.required(12, field);
        return MessageTimes.resolve(local, ZoneId.of(mapping.timeZone()), reference, 12, field);
    }

    private Channel channel(Iso8583Message message, ProcessingCode code) throws RecordRejectedException {
        if (code.channel() != null) {
            return code.channel();
        }
        String mode = message.text(22);
        if (mode == null && mapping.defaultChannel() != null) {
            return mapping.defaultChannel();
        }
        mode = message.required(22, "channel");
        Channel channel = mode.length() < CODE_DIGITS ? null : entryModes.channel(mode.substring(0, CODE_DIGITS));
        if (channel == null) {
            throw new RecordRejectedException(
                    RejectionCode.SYMBOL_UNKNOWN,
                    "channel",
                    "comes from data element 22, whose entry mode says neither card present nor not; name the mode in"
                            + " entry-modes of the mapping");
        }
        return channel;
    }

    private UnvalidatedTransaction.@Nullable Merchant merchant(Iso8583Message message) throws RecordRejectedException {
        ElementSource source = mapping.merchantId() == null ? ElementSource.of(42) : mapping.merchantId();
        String id = source.read(message, "merchant.id", tokens);
        if (id == null) {
            return null;
        }
        ElementSource name = mapping.merchantName() == null ? MERCHANT_NAME : mapping.merchantName();
        return new UnvalidatedTransaction.Merchant(
                id, name.read(message, "merchant.name", tokens), message.text(18), country(message), null);
    }

    private @Nullable String country(Iso8583Message message) throws RecordRejectedException {
        if (mapping.merchantCountry() != null) {
            return country(mapping.merchantCountry().read(message, "merchant.country", tokens));
        }
        String place = country(MERCHANT_COUNTRY.read(message, "merchant.country", tokens));
        return place != null ? place : country(message.text(19));
    }

    /** Two letters, or three digits, as two letters. */
    private static @Nullable String country(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Iso8583Message.areDigits(text) ? NumericCountryCodes.code(text) : text;
    }

    private @Nullable String counterparty(Iso8583Message message, ProcessingCode code) throws RecordRejectedException {
        if (mapping.counterpartyId() != null) {
            return mapping.counterpartyId().read(message, "counterparty_id", tokens);
        }
        String account = code.channel() == Channel.TRANSFER ? message.text(103) : null;
        return account == null ? null : tokens.account("counterparty_id", account);
    }

    private Map<String, String> attributes(Iso8583Message message) throws RecordRejectedException {
        Map<String, String> attributes = new HashMap<>();
        put(attributes, "terminal_id", message.text(41));
        put(attributes, "retrieval_reference", message.text(37));
        for (Map.Entry<String, ElementSource> each :
                requireNonNull(mapping.attributes()).entrySet()) {
            String name = each.getKey();
            put(attributes, name, each.getValue().read(message, "attributes." + name, tokens));
        }
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private @Nullable String optional(@Nullable ElementSource source, Iso8583Message message, String field)
            throws RecordRejectedException {
        return source == null ? null : source.read(message, field, tokens);
    }
}
