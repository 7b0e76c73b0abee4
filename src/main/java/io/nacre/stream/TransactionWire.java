package io.nacre.stream;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.nacre.feature.DeferredDetails;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction on its way through the hops as bytes: its outline, its keys, its {@link DeferredDetails}, and its
 * vector, which stays packed until somebody asks for all of it. Not thread-safe.
 */
final class TransactionWire {

    private static final Channel[] CHANNELS = Channel.values();

    private final Desk desk = new Desk();
    private final DataOutputSerializer profiles = new DataOutputSerializer(256);
    private final RecurringText topic = new RecurringText();
    private final RecurringText topicId = new RecurringText();
    private final RecurringText currency = new RecurringText();

    void write(EnrichedEvent enrichedEvent, Transaction transaction, DataOutput out) throws IOException {
        DeferredDetails deferredDetails = enrichedEvent.details();
        desk.clear();
        writeOrigin(enrichedEvent.origin());
        writeOutline(transaction);
        write(enrichedEvent.keys());
        if (deferredDetails != null && deferredDetails.arePacked()) {
            desk.writeBytes(deferredDetails.packed());
        } else {
            int start = desk.openLength();
            writeDetails(transaction, enrichedEvent.facts());
            desk.closeLength(start);
        }
        write(enrichedEvent.vector());
        desk.send(out);
    }

    /** @param light leave the details packed */
    EnrichedEvent read(Kind kind, boolean high, boolean light, DataInput in) throws IOException {
        desk.receive(in);
        RecordOrigin origin = readOrigin();
        Transaction outline = readOutline();
        EntityKeys entityKeys = readKeys(outline, high);
        int length = desk.readFixed();
        DeferredDetails deferredDetails = light ? DeferredDetails.packed(desk.readBytes(length)) : null;
        Transaction transaction = light ? outline : readWhole(outline, entityKeys);
        Facts facts = light ? Facts.UNKNOWN : readFacts();
        FeatureVector vector = FeatureVector.packed((int) desk.readLong(), desk.rest());
        return new EnrichedEvent(
                kind, origin, entityKeys, transaction, facts, vector, null, null, null, deferredDetails);
    }

    /** The same with its details unpacked. */
    EnrichedEvent whole(EnrichedEvent light) throws IOException {
        DeferredDetails deferredDetails = light.details();
        if (deferredDetails == null || !deferredDetails.arePacked()) {
            return light;
        }
        desk.take(deferredDetails.packed());
        Transaction whole = readWhole(requireNonNull(light.transaction()), light.keys());
        return light.with(whole, readFacts());
    }

    private void writeOrigin(RecordOrigin origin) {
        desk.writeText(origin.topic());
        desk.writeSigned(origin.partition());
        desk.writeSigned(origin.offset());
        desk.writeSigned(origin.timestampMs());
        desk.writeText(requireNonNullElse(origin.topicId(), ""));
    }

    private RecordOrigin readOrigin() throws IOException {
        String name = desk.readText(topic);
        int partition = (int) desk.readSigned();
        long offset = desk.readSigned();
        long timestampMs = desk.readSigned();
        String id = desk.readText(topicId);
        return new RecordOrigin(name, partition, offset, timestampMs, id.isEmpty() ? null : id);
    }

    @SuppressWarnings("EnumOrdinal") // Both ends are the same program.
    private void writeOutline(Transaction transaction) {
        desk.writeText(transaction.id());
        desk.writeSigned(transaction.atMs());
        desk.writeText(transaction.accountId());
        desk.writeOptional(transaction.cardToken());
        desk.writeLong(transaction.amount().minorUnits());
        desk.writeText(transaction.amount().currency());
        desk.writeByte(transaction.channel().ordinal());
    }

    private Transaction readOutline() throws IOException {
        return new Transaction(
                desk.readText(),
                desk.readSigned(),
                desk.readText(),
                desk.readOptional(),
                new Money(desk.readLong(), desk.readText(currency)),
                CHANNELS[desk.readByte()],
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private void writeDetails(Transaction transaction, Facts facts) throws IOException {
        Integer failedAttempts = transaction.failedAttempts();
        desk.writeOptional(transaction.ip());
        write(transaction.merchant());
        desk.writePlace(transaction.payerPlace());
        desk.writeOptional(transaction.userAgent());
        desk.writeLong(failedAttempts == null ? 0 : failedAttempts + 1L);
        desk.writeLong(transaction.attributes().size());
        for (Map.Entry<String, String> attribute : transaction.attributes().entrySet()) {
            desk.writeText(attribute.getKey());
            desk.writeText(attribute.getValue());
        }
        write(facts);
    }

    private Transaction readWhole(Transaction outline, EntityKeys entityKeys) throws IOException {
        return new Transaction(
                outline.id(),
                outline.atMs(),
                outline.accountId(),
                outline.cardToken(),
                outline.amount(),
                outline.channel(),
                desk.readOptional(),
                entityKeys.deviceId(),
                readMerchant(entityKeys.merchantId()),
                desk.readPlace(),
                entityKeys.counterpartyId(),
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

    /** But for its id, which is a key. */
    private void write(@Nullable Merchant merchant) {
        desk.writeByte(merchant == null ? 0 : 1);
        if (merchant != null) {
            desk.writeOptional(merchant.name());
            desk.writeOptional(merchant.mcc());
            desk.writeOptional(merchant.country());
            desk.writePlace(merchant.place());
        }
    }

    private @Nullable Merchant readMerchant(@Nullable String id) throws IOException {
        return desk.readByte() == 0
                ? null
                : new Merchant(
                        requireNonNull(id),
                        desk.readOptional(),
                        desk.readOptional(),
                        desk.readOptional(),
                        desk.readPlace());
    }

    private void write(EntityKeys entityKeys) {
        desk.writeOptional(entityKeys.network());
        desk.writeOptional(entityKeys.deviceId());
        desk.writeOptional(entityKeys.merchantId());
        desk.writeOptional(entityKeys.counterpartyId());
    }

    private EntityKeys readKeys(Transaction outline, boolean high) throws IOException {
        return new EntityKeys(
                outline.accountId(),
                desk.readOptional(),
                desk.readOptional(),
                desk.readOptional(),
                desk.readOptional(),
                outline.atMs(),
                high);
    }

    private void write(Facts facts) throws IOException {
        IpFacts ip = facts.ip();
        Long asn = ip.asn();
        boolean known = !ip.equals(IpFacts.UNKNOWN);
        boolean news = !facts.usual().equals(UsualValues.NONE);
        desk.writeByte((known ? 1 : 0) | (asn == null ? 0 : 2) | (news ? 4 : 0));
        if (known) {
            desk.writeOptional(ip.country());
            desk.writeByte(bits(ip.hosting()) | bits(ip.vpn()) << 2 | bits(ip.tor()) << 4);
        }
        if (asn != null) {
            desk.writeSigned(asn);
        }
        desk.writePlace(facts.merchantPlace());
        writeProfile(facts.profile());
        if (news) {
            write(facts.usual());
        }
    }

    private void write(UsualValues usualValues) {
        desk.writeOptional(usualValues.ipCountry());
        desk.writeOptional(usualValues.shopCountry());
        desk.writeOptional(usualValues.channel());
        desk.writeOptional(usualValues.currency());
        desk.writeByte(usualValues.otherCurrencies() ? 1 : 0);
    }

    private Facts readFacts() throws IOException {
        int parts = desk.readByte();
        IpFacts ip = (parts & 3) == 0 ? IpFacts.UNKNOWN : readIp((parts & 2) != 0);
        return new Facts(ip, desk.readPlace(), readProfile(), (parts & 4) == 0 ? UsualValues.NONE : readUsual());
    }

    private UsualValues readUsual() throws IOException {
        return new UsualValues(
                desk.readOptional(),
                desk.readOptional(),
                desk.readOptional(),
                desk.readOptional(),
                desk.readByte() == 1);
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

    private void writeProfile(@Nullable AccountProfile profile) throws IOException {
        if (profile == null) {
            desk.writeLong(0);
            return;
        }
        profiles.clear();
        PaymentWire.writeProfile(profile, profiles);
        desk.writeLong(profiles.length());
        desk.writeRaw(profiles.getSharedBuffer(), profiles.length());
    }

    private @Nullable AccountProfile readProfile() throws IOException {
        int length = desk.readLength();
        return length == 0 ? null : PaymentWire.readProfile(new DataInputDeserializer(desk.readBytes(length)));
    }

    private void write(FeatureVector vector) {
        desk.writeLong(vector.width());
        byte[] room = desk.reserve(vector.packedMost());
        desk.wrote(vector.pack(room, desk.at()));
    }
}
