package io.nacre.codec.mapping;

import static java.util.Objects.requireNonNull;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.BoundedDecoder;
import io.nacre.avro.binary.LazyTextField;
import io.nacre.avro.binary.LazyTextMapField;
import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import io.nacre.payment.Transaction;
import io.nacre.reference.ip.IpAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Transactions. A transaction must get a decision, so an invalid field that is only a feature input is dropped. A card
 * number in a text that is not an id is masked. An invalid field that affects the meaning of the decision makes the
 * record a dead letter.
 */
public final class TransactionMapping extends AvroMapping<Transaction, io.nacre.avro.Transaction> {

    private final BoundedDecoder in = new BoundedDecoder();
    private final io.nacre.avro.Transaction.Fields fields = new io.nacre.avro.Transaction.Fields(in);
    private final DecodedValueCache<String> currencies =
            new DecodedValueCache<>(6, text -> FieldValidator.currency(requireNonNull(text.text())));
    private final DecodedValueCache<String> categories =
            new DecodedValueCache<>(10, text -> FieldValidator.mcc(text.text()));
    private final DecodedValueCache<String> countries =
            new DecodedValueCache<>(9, text -> FieldValidator.country(text.text()));
    private final DecodedValueCache<String> agents =
            new DecodedValueCache<>(10, text -> FieldValidator.beginning(text, Transaction.AGENT_CHARACTERS));

    public TransactionMapping() {
        super(io.nacre.avro.Transaction.class);
    }

    @Override
    public TransactionIdReader idReader() {
        return new TransactionIdReader(io.nacre.avro.Transaction.getClassSchema());
    }

    @Override
    public boolean readsInPlace() {
        return true;
    }

    @Override
    public Transaction readInPlace(byte[] record, int offset, RecordOrigin origin) throws RecordRejectedException {
        in.start(record, offset);
        fields.read();
        in.requireEnd();
        return transaction(origin);
    }

    @Override
    Transaction read(io.nacre.avro.Transaction record, RecordOrigin origin) throws RecordRejectedException {
        fields.set(record);
        return transaction(origin);
    }

    private Transaction transaction(RecordOrigin origin) throws RecordRejectedException {
        String id = FieldValidator.id(fields.id);
        long eventTimeMs = FieldValidator.time("event_time", fields.eventTime, origin);
        long minorUnits = FieldValidator.amount("amount_minor", fields.amountMinor);
        Money amount = new Money(minorUnits, requireNonNull(currencies.read(fields.currency)));
        Channel channel = EnumMapping.CHANNEL.read("channel", fields.channel());
        Map<String, String> attributes = attributes(fields.attributes);
        String ip = ip(fields.ip);
        String sentIp = ip == null ? fields.ip.text() : null;
        if (sentIp != null && !sentIp.isBlank()) {
            attributes = withUnreadableIp(attributes, sentIp);
        }
        Merchant merchant = fields.hasMerchant ? merchant(fields.merchant) : null;
        String agent = agents.read(fields.userAgent);
        return new Transaction(
                id,
                eventTimeMs,
                FieldValidator.id(fields.accountId),
                FieldValidator.optionalId(fields.cardToken),
                amount,
                channel,
                ip,
                FieldValidator.optionalId(fields.deviceId),
                merchant,
                fields.hasPayerLocation ? FieldValidator.location(fields.payerLocation) : null,
                FieldValidator.optionalId(fields.counterpartyId),
                agent,
                fields.hasFailedAttempts && fields.failedAttempts >= 0 ? fields.failedAttempts : null,
                marked(attributes, merchant, agent));
    }

    @Override
    public AvroBodyWriter<Transaction> writer(AvroBodyEncoder out) {
        io.nacre.avro.Transaction.Encoder record = new io.nacre.avro.Transaction.Encoder(out);
        return value -> record.id(value.id())
                .eventTime(value.eventTimeMs())
                .accountId(value.accountId())
                .cardToken(value.cardToken())
                .amountMinor(value.amount().minorUnits())
                .currency(value.amount().currency())
                .channel(EnumMapping.CHANNEL.write(value.channel()))
                .ip(value.ip())
                .deviceId(value.deviceId())
                .merchant(value.merchant(), TransactionMapping::merchant)
                .payerLocation(value.payerLocation(), SharedMappings::location)
                .counterpartyId(value.counterpartyId())
                .attributes(value.attributes())
                .userAgent(value.userAgent())
                .failedAttempts(value.failedAttempts());
    }

    private static Map<String, String> attributes(LazyTextMapField raw) throws RecordRejectedException {
        int count = raw.size();
        if (count == 0) {
            return Map.of();
        }
        if (count > FieldValidator.ENTRIES) {
            // The attributes that the reader adds do not count towards the limit.
            for (String mark : Transaction.MARKS) {
                count -= raw.containsKey(mark) ? 1 : 0;
            }
        }
        FieldValidator.entries(raw.name(), count);
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < raw.size(); i++) {
            String key = attributeKey(raw.key(i));
            String value = attribute(key, raw.value(i));
            if (value != null) {
                attributes.put(key, value);
            }
        }
        return attributes;
    }

    /**
     * The key of an attribute. Encoded keys must be plain: normalisation may make two keys equal, and the order of such
     * entries differs between a body and a record.
     */
    private static String attributeKey(LazyTextField raw) throws RecordRejectedException {
        String plain = raw.plainText(FieldValidator.KEY_CHARACTERS);
        if (plain == null && raw.isEncoded()) {
            throw new AvroRuntimeException("the key of an attribute is not plain text");
        }
        return plain == null ? FieldValidator.text(raw.name(), raw.text(), FieldValidator.KEY_CHARACTERS) : plain;
    }

    /** The value of an attribute, possibly empty; null for one that must not be stored. */
    private static @Nullable String attribute(String key, LazyTextField raw) throws RecordRejectedException {
        if (SensitiveAuthenticationData.isName(key)) {
            // Decoded anyway, so that invalid UTF-8 is rejected.
            raw.text();
            return null;
        }
        String plain = raw.plainText(FieldValidator.NAME_CHARACTERS);
        String value = plain == null
                ? FieldValidator.optionalText("attributes." + key, raw.text(), FieldValidator.NAME_CHARACTERS)
                : plain;
        return value == null ? "" : value;
    }

    /** An IP address in canonical form; null if the text is not an IP address. */
    private static @Nullable String ip(LazyTextField raw) {
        if (raw.isNull()) {
            return null;
        }
        String plain = raw.plainText(FieldValidator.KEY_CHARACTERS);
        if (plain != null) {
            return IpAddresses.canonical(plain);
        }
        String text = requireNonNull(raw.text()).strip();
        return text.length() > FieldValidator.KEY_CHARACTERS ? null : IpAddresses.canonical(text);
    }

    /** Adds the beginning of a text that is not an IP address to the attributes. */
    private static Map<String, String> withUnreadableIp(Map<String, String> attributes, String raw) {
        Map<String, String> more = new TreeMap<>(attributes);
        String begin = FieldValidator.beginning(raw.strip(), FieldValidator.KEY_CHARACTERS);
        more.put(Transaction.UNREADABLE_IP, begin == null ? "" : begin);
        return more;
    }

    /** Adds the names of fields with a masked card number to the attributes; without such a field, the same object. */
    private static Map<String, String> marked(
            Map<String, String> attributes, @Nullable Merchant merchant, @Nullable String agent) {
        boolean isMasked = isMasked(agent) || (merchant != null && isMasked(merchant.name()));
        if (!attributes.isEmpty()) {
            for (Map.Entry<String, String> entry : attributes.entrySet()) {
                isMasked |= isMasked(entry.getKey()) || isMasked(entry.getValue());
            }
        }
        return isMasked ? withMarks(attributes, merchant, agent) : attributes;
    }

    private static Map<String, String> withMarks(
            Map<String, String> attributes, @Nullable Merchant merchant, @Nullable String agent) {
        List<String> fields = new ArrayList<>();
        if (isMasked(agent)) {
            fields.add("user_agent");
        }
        if (merchant != null && isMasked(merchant.name())) {
            fields.add("merchant.name");
        }
        for (Map.Entry<String, String> entry : attributes.entrySet()) {
            if (isMasked(entry.getKey())) {
                fields.add("attributes");
            } else if (isMasked(entry.getValue())) {
                String key = entry.getKey();
                fields.add(key.equals(Transaction.UNREADABLE_IP) ? "ip" : "attributes." + key);
            }
        }
        Map<String, String> marked = new TreeMap<>(attributes);
        String names = String.join(" ", fields);
        marked.put(
                Transaction.MASKED_CARD, names.substring(0, Math.min(names.length(), FieldValidator.NAME_CHARACTERS)));
        return marked;
    }

    @Override
    public List<String> maskedFields(Transaction value) {
        String names = value.attributes().get(Transaction.MASKED_CARD);
        return names == null ? List.of() : List.of(names.split(" "));
    }

    private static boolean isMasked(@Nullable String text) {
        return text != null && CardNumberDetector.isMasked(text);
    }

    private Merchant merchant(io.nacre.avro.Merchant.Fields merchant) throws RecordRejectedException {
        return new Merchant(
                FieldValidator.id(merchant.id),
                FieldValidator.optionalText(merchant.name, FieldValidator.NAME_CHARACTERS),
                categories.read(merchant.mcc),
                countries.read(merchant.country),
                merchant.hasLocation ? FieldValidator.location(merchant.location) : null);
    }

    private static RecordCompletion merchant(Merchant value, io.nacre.avro.Merchant.IdField record) {
        return record.id(value.id())
                .name(value.name())
                .mcc(value.mcc())
                .country(value.country())
                .location(value.location(), SharedMappings::location);
    }
}
