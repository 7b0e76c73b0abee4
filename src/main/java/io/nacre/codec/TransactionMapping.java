package io.nacre.codec;

import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import io.nacre.payment.Transaction;
import io.nacre.reference.ip.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Transactions. A field that only feeds a feature is dropped where it makes no sense, and a card number in a text that
 * names nobody is masked, since a payment must get an answer; a field that decides whom or what the answer is about
 * makes the record a dead letter.
 */
final class TransactionMapping extends AvroMapping<Transaction, io.nacre.avro.Transaction> {

    TransactionMapping() {
        super(io.nacre.avro.Transaction.class);
    }

    @Override
    TransactionIdReader idReader() {
        return new TransactionIdReader(io.nacre.avro.Transaction.getClassSchema());
    }

    @Override
    DirectReader<Transaction> directReader() {
        return new DirectTransactionReader();
    }

    @Override
    Transaction read(io.nacre.avro.Transaction record, RecordOrigin origin) throws RecordRejectedException {
        String id = FieldValidator.id("id", record.getId());
        long atMs = FieldValidator.time("event_time", record.getEventTime(), origin);
        Money amount = FieldValidator.money("amount_minor", record.getAmountMinor(), record.getCurrency());
        Channel channel = FieldValidator.symbol("channel", Channel.class, record.getChannel());
        Map<String, String> attributes = attributes(record.getAttributes());
        String ip = ip(record.getIp(), attributes);
        Merchant merchant = merchant(record.getMerchant());
        String agent = agent(record.getUserAgent());
        return new Transaction(
                id,
                atMs,
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.optionalId("card_token", record.getCardToken()),
                amount,
                channel,
                ip,
                FieldValidator.optionalId("device_id", record.getDeviceId()),
                merchant,
                FieldValidator.location("payer_location", record.getPayerLocation()),
                FieldValidator.optionalId("counterparty_id", record.getCounterpartyId()),
                agent,
                failedAttempts(record.getFailedAttempts()),
                marked(attributes, merchant, agent));
    }

    @Override
    io.nacre.avro.Transaction write(Transaction value) {
        io.nacre.avro.Transaction record = new io.nacre.avro.Transaction();
        record.setId(value.id());
        record.setEventTime(Instant.ofEpochMilli(value.eventTimeMs()));
        record.setAccountId(value.accountId());
        record.setCardToken(value.cardToken());
        record.setAmountMinor(value.amount().minorUnits());
        record.setCurrency(value.amount().currency());
        record.setChannel(io.nacre.avro.Channel.valueOf(value.channel().name()));
        record.setIp(value.ip());
        record.setDeviceId(value.deviceId());
        record.setMerchant(merchant(value.merchant()));
        record.setPayerLocation(SharedMappings.location(value.payerLocation()));
        record.setCounterpartyId(value.counterpartyId());
        record.setAttributes(value.attributes());
        record.setUserAgent(value.userAgent());
        record.setFailedAttempts(value.failedAttempts());
        return record;
    }

    private static Map<String, String> attributes(Map<String, String> raw) throws RecordRejectedException {
        Map<String, String> attributes = FieldValidator.sortedFor("attributes", raw, Transaction.MARKS);
        for (Map.Entry<String, String> entry : raw.entrySet()) {
            String key = FieldValidator.text("attributes", entry.getKey(), FieldValidator.KEY_CHARACTERS);
            if (SensitiveAuthenticationData.isName(key)) {
                continue;
            }
            String value =
                    FieldValidator.optionalText("attributes." + key, entry.getValue(), FieldValidator.NAME_CHARACTERS);
            attributes.put(key, value == null ? "" : value);
        }
        return attributes;
    }

    /** The canonical address; one that is none is kept as an attribute. */
    static @Nullable String ip(@Nullable String raw, Map<String, String> attributes) {
        String text = raw == null ? "" : raw.strip();
        if (text.isEmpty()) {
            return null;
        }
        boolean plausible = text.length() <= FieldValidator.KEY_CHARACTERS;
        String canonical = plausible ? IpAddress.canonical(text) : null;
        if (canonical == null) {
            String kept = FieldValidator.beginning(text, FieldValidator.KEY_CHARACTERS);
            attributes.put(Transaction.UNREADABLE_IP, kept == null ? "" : kept);
        }
        return canonical;
    }

    static @Nullable String agent(@Nullable String raw) {
        return FieldValidator.beginning(raw, Transaction.AGENT_CHARACTERS);
    }

    /** The attributes with the names of the fields in which a card number is masked; most often, the same ones. */
    static Map<String, String> marked(
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
        if (fields.isEmpty()) {
            return attributes;
        }
        Map<String, String> marked = new TreeMap<>(attributes);
        String names = String.join(" ", fields);
        marked.put(
                Transaction.MASKED_CARD, names.substring(0, Math.min(names.length(), FieldValidator.NAME_CHARACTERS)));
        return marked;
    }

    @Override
    List<String> maskedFields(Transaction value) {
        String names = value.attributes().get(Transaction.MASKED_CARD);
        return names == null ? List.of() : List.of(names.split(" "));
    }

    private static boolean isMasked(@Nullable String text) {
        return text != null && CardNumberDetector.isMasked(text);
    }

    static @Nullable Integer failedAttempts(@Nullable Integer raw) {
        return raw == null || raw < 0 ? null : raw;
    }

    private static @Nullable Merchant merchant(io.nacre.avro.@Nullable Merchant record) throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        return new Merchant(
                FieldValidator.id("merchant.id", record.getId()),
                FieldValidator.optionalText("merchant.name", record.getName(), FieldValidator.NAME_CHARACTERS),
                FieldValidator.mcc(record.getMcc()),
                FieldValidator.country(record.getCountry()),
                FieldValidator.location("merchant.location", record.getLocation()));
    }

    private static io.nacre.avro.@Nullable Merchant merchant(@Nullable Merchant value) {
        if (value == null) {
            return null;
        }
        io.nacre.avro.Merchant record = new io.nacre.avro.Merchant();
        record.setId(value.id());
        record.setName(value.name());
        record.setMcc(value.mcc());
        record.setCountry(value.country());
        record.setLocation(SharedMappings.location(value.location()));
        return record;
    }
}
