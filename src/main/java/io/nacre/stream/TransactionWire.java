package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Keys;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Origin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on its way through the hops as bytes: itself, its keys, its facts but for the profile, and its vector,
 * which stays packed until somebody asks for all of it. Not thread-safe.
 */
final class TransactionWire {

    private static final Channel[] CHANNELS = Channel.values();

    /** What comes before a key's text: nothing, since the transaction says the same; nothing, since there is none. */
    private static final int SAME = 0;

    private static final int NONE = 1;
    private static final int TEXT = 2;

    private final Desk desk = new Desk();
    private final RecurringText topic = new RecurringText();
    private final RecurringText currency = new RecurringText();

    void write(Enriched enriched, Transaction transaction, DataOutput out) throws IOException {
        desk.clear();
        writeOrigin(enriched.origin());
        write(transaction);
        write(enriched.keys(), transaction);
        write(enriched.facts());
        write(enriched.vector());
        desk.send(out);
    }

    Enriched read(Kind kind, boolean high, DataInput in) throws IOException {
        desk.receive(in);
        Origin origin = readOrigin();
        Transaction transaction = readTransaction();
        Keys keys = readKeys(transaction, high);
        Facts facts = readFacts();
        FeatureVector vector = FeatureVector.packed((int) desk.readLong(), desk.rest());
        return new Enriched(kind, origin, keys, transaction, facts, vector, null, null, null);
    }

    private void writeOrigin(Origin origin) {
        desk.writeText(origin.topic());
        desk.writeSigned(origin.partition());
        desk.writeSigned(origin.offset());
        desk.writeSigned(origin.timestampMs());
    }

    private Origin readOrigin() throws IOException {
        return new Origin(desk.readText(topic), (int) desk.readSigned(), desk.readSigned(), desk.readSigned());
    }

    @SuppressWarnings("EnumOrdinal") // Both ends are the same program.
    private void write(Transaction transaction) {
        Integer failedAttempts = transaction.failedAttempts();
        desk.writeText(transaction.id());
        desk.writeSigned(transaction.atMs());
        desk.writeText(transaction.accountId());
        desk.writeOptional(transaction.cardToken());
        desk.writeLong(transaction.amount().minorUnits());
        desk.writeText(transaction.amount().currency());
        desk.writeByte(transaction.channel().ordinal());
        desk.writeOptional(transaction.ip());
        desk.writeOptional(transaction.deviceId());
        write(transaction.merchant());
        desk.writePlace(transaction.payerPlace());
        desk.writeOptional(transaction.counterpartyId());
        desk.writeOptional(transaction.userAgent());
        desk.writeLong(failedAttempts == null ? 0 : failedAttempts + 1L);
        desk.writeLong(transaction.attributes().size());
        for (Map.Entry<String, String> attribute : transaction.attributes().entrySet()) {
            desk.writeText(attribute.getKey());
            desk.writeText(attribute.getValue());
        }
    }

    private Transaction readTransaction() throws IOException {
        return new Transaction(
                desk.readText(),
                desk.readSigned(),
                desk.readText(),
                desk.readOptional(),
                new Money(desk.readLong(), desk.readText(currency)),
                CHANNELS[desk.readByte()],
                desk.readOptional(),
                desk.readOptional(),
                readMerchant(),
                desk.readPlace(),
                desk.readOptional(),
                desk.readOptional(),
                readFailedAttempts(),
                readAttributes());
    }

    private @Nullable Integer readFailedAttempts() {
        long attempts = desk.readLong();
        return attempts == 0 ? null : Math.toIntExact(attempts - 1);
    }

    private Map<String, String> readAttributes() throws IOException {
        int size = desk.readLength();
        if (size == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            attributes.put(desk.readText(), desk.readText());
        }
        return attributes;
    }

    private void write(@Nullable Merchant merchant) {
        desk.writeOptional(merchant == null ? null : merchant.id());
        if (merchant != null) {
            desk.writeOptional(merchant.name());
            desk.writeOptional(merchant.mcc());
            desk.writeOptional(merchant.country());
            desk.writePlace(merchant.place());
        }
    }

    private @Nullable Merchant readMerchant() throws IOException {
        String id = desk.readOptional();
        return id == null
                ? null
                : new Merchant(id, desk.readOptional(), desk.readOptional(), desk.readOptional(), desk.readPlace());
    }

    /** At first the transaction says the same; its outline says no more. */
    private void write(Keys keys, Transaction transaction) {
        writeKey(keys.network(), transaction.ip());
        writeKey(keys.deviceId(), transaction.deviceId());
        writeKey(keys.merchantId(), merchantId(transaction));
        writeKey(keys.counterpartyId(), transaction.counterpartyId());
    }

    private Keys readKeys(Transaction transaction, boolean high) throws IOException {
        return new Keys(
                transaction.accountId(),
                readKey(transaction.ip()),
                readKey(transaction.deviceId()),
                readKey(merchantId(transaction)),
                readKey(transaction.counterpartyId()),
                transaction.atMs(),
                high);
    }

    private static @Nullable String merchantId(Transaction transaction) {
        Merchant merchant = transaction.merchant();
        return merchant == null ? null : merchant.id();
    }

    private void writeKey(@Nullable String key, @Nullable String own) {
        if (Objects.equals(key, own)) {
            desk.writeByte(SAME);
        } else if (key == null) {
            desk.writeByte(NONE);
        } else {
            desk.writeText(key, TEXT);
        }
    }

    private @Nullable String readKey(@Nullable String own) throws IOException {
        int length = desk.readLength();
        return length == SAME ? own : length == NONE ? null : desk.text(length - TEXT);
    }

    private void write(Facts facts) {
        IpFacts ip = facts.ip();
        Long asn = ip.asn();
        boolean known = !ip.equals(IpFacts.UNKNOWN);
        desk.writeByte((known ? 1 : 0) | (asn == null ? 0 : 2));
        if (known) {
            desk.writeOptional(ip.country());
            desk.writeByte(bits(ip.hosting()) | bits(ip.vpn()) << 2 | bits(ip.tor()) << 4);
        }
        if (asn != null) {
            desk.writeSigned(asn);
        }
        desk.writePlace(facts.merchantPlace());
    }

    private Facts readFacts() throws IOException {
        int parts = desk.readByte();
        IpFacts ip = parts == 0 ? IpFacts.UNKNOWN : readIp((parts & 2) != 0);
        return new Facts(ip, desk.readPlace(), null);
    }

    private IpFacts readIp(boolean announced) throws IOException {
        String country = desk.readOptional();
        int flags = desk.readByte();
        return new IpFacts(
                country, announced ? desk.readSigned() : null, known(flags), known(flags >> 2), known(flags >> 4));
    }

    private static int bits(@Nullable Boolean known) {
        return known == null ? 0 : known ? 3 : 2;
    }

    private static @Nullable Boolean known(int bits) {
        return (bits & 2) == 0 ? null : (bits & 1) == 1;
    }

    private void write(FeatureVector vector) {
        desk.writeLong(vector.width());
        byte[] room = desk.reserve(vector.packedMost());
        desk.wrote(vector.pack(room, desk.at()));
    }
}
