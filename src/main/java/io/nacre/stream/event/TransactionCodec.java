package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.LazyTransactionDetails;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import io.nacre.stream.wire.CachedUtf8;
import io.nacre.stream.wire.EventFieldCodec;
import io.nacre.stream.wire.RecordBuffer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Binary codec of transactions between operators: the outline, the keys, the {@link LazyTransactionDetails} and the
 * vector. The vector stays packed until all of it is read. Not thread-safe.
 */
public final class TransactionCodec {

    private static final Channel[] CHANNELS = Channel.values();

    private final RecordBuffer recordBuffer = new RecordBuffer();
    private final DataOutputSerializer profiles = new DataOutputSerializer(256);
    private final CachedUtf8 topic = new CachedUtf8();
    private final CachedUtf8 topicId = new CachedUtf8();
    private final CachedUtf8 currency = new CachedUtf8();

    void write(TransactionEvent enrichedEvent, DataOutput out) throws IOException {
        Transaction transaction = enrichedEvent.transaction();
        LazyTransactionDetails lazyTransactionDetails = enrichedEvent.details();
        recordBuffer.clear();
        writeOrigin(enrichedEvent.origin());
        writeOutline(transaction);
        write(enrichedEvent.keys());
        if (lazyTransactionDetails != null && lazyTransactionDetails.arePacked()) {
            recordBuffer.writeBytes(lazyTransactionDetails.packed());
        } else {
            int start = recordBuffer.beginBlock();
            writeDetails(transaction, enrichedEvent.facts());
            recordBuffer.endBlock(start);
        }
        write(enrichedEvent.vector());
        recordBuffer.send(out);
    }

    /** @param light whether the details stay packed */
    TransactionEvent read(boolean high, boolean light, DataInput in) throws IOException {
        recordBuffer.receive(in);
        RecordOrigin origin = readOrigin();
        Transaction outline = readOutline();
        EntityKeys entityKeys = readKeys(outline, high);
        int length = recordBuffer.readFixed();
        LazyTransactionDetails lazyTransactionDetails =
                light ? LazyTransactionDetails.packed(recordBuffer.readBytes(length)) : null;
        Transaction transaction = light ? outline : readWhole(outline, entityKeys);
        Facts facts = light ? Facts.UNKNOWN : readFacts();
        FeatureVector vector = FeatureVector.packed((int) recordBuffer.readLong(), recordBuffer.rest());
        return new TransactionEvent(origin, entityKeys, transaction, facts, vector, lazyTransactionDetails);
    }

    /** The same transaction with its details unpacked. */
    public TransactionEvent unpack(TransactionEvent light) throws IOException {
        LazyTransactionDetails lazyTransactionDetails = light.details();
        if (lazyTransactionDetails == null || !lazyTransactionDetails.arePacked()) {
            return light;
        }
        recordBuffer.wrap(lazyTransactionDetails.packed());
        Transaction whole = readWhole(light.transaction(), light.keys());
        return light.with(whole, readFacts());
    }

    private void writeOrigin(RecordOrigin origin) {
        recordBuffer.writeText(origin.topic());
        recordBuffer.writeSigned(origin.partition());
        recordBuffer.writeSigned(origin.offset());
        recordBuffer.writeSigned(origin.timestampMs());
        recordBuffer.writeText(requireNonNullElse(origin.topicId(), ""));
        write(origin.headers());
    }

    private RecordOrigin readOrigin() throws IOException {
        String name = recordBuffer.readText(topic);
        int partition = (int) recordBuffer.readSigned();
        long offset = recordBuffer.readSigned();
        long timestampMs = recordBuffer.readSigned();
        String id = recordBuffer.readText(topicId);
        return new RecordOrigin(name, partition, offset, timestampMs, id.isEmpty() ? null : id, readTexts());
    }

    @SuppressWarnings("EnumOrdinal") // Writer and reader have the same version.
    private void writeOutline(Transaction transaction) {
        recordBuffer.writeText(transaction.id());
        recordBuffer.writeSigned(transaction.eventTimeMs());
        recordBuffer.writeText(transaction.accountId());
        recordBuffer.writeOptional(transaction.cardToken());
        recordBuffer.writeLong(transaction.amount().minorUnits());
        recordBuffer.writeText(transaction.amount().currency());
        recordBuffer.writeByte(transaction.channel().ordinal());
    }

    private Transaction readOutline() throws IOException {
        return new Transaction(
                recordBuffer.readText(),
                recordBuffer.readSigned(),
                recordBuffer.readText(),
                recordBuffer.readOptional(),
                new Money(recordBuffer.readLong(), recordBuffer.readText(currency)),
                CHANNELS[recordBuffer.readByte()],
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
        recordBuffer.writeOptional(transaction.ip());
        write(transaction.merchant());
        recordBuffer.writeLocation(transaction.payerLocation());
        recordBuffer.writeOptional(transaction.userAgent());
        recordBuffer.writeLong(failedAttempts == null ? 0 : failedAttempts + 1L);
        write(transaction.attributes());
        write(facts);
    }

    private void write(Map<String, String> texts) {
        recordBuffer.writeLong(texts.size());
        if (!texts.isEmpty()) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                recordBuffer.writeText(text.getKey());
                recordBuffer.writeText(text.getValue());
            }
        }
    }

    private Transaction readWhole(Transaction outline, EntityKeys entityKeys) throws IOException {
        return new Transaction(
                outline.id(),
                outline.eventTimeMs(),
                outline.accountId(),
                outline.cardToken(),
                outline.amount(),
                outline.channel(),
                recordBuffer.readOptional(),
                entityKeys.deviceId(),
                readMerchant(entityKeys.merchantId()),
                recordBuffer.readLocation(),
                entityKeys.counterpartyId(),
                recordBuffer.readOptional(),
                readFailedAttempts(),
                readTexts());
    }

    private @Nullable Integer readFailedAttempts() {
        long attempts = recordBuffer.readLong();
        return attempts == 0 ? null : Math.toIntExact(attempts - 1);
    }

    private Map<String, String> readTexts() throws IOException {
        int size = recordBuffer.readLength();
        if (size == 0) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            texts.put(recordBuffer.readText(), recordBuffer.readText());
        }
        return texts;
    }

    /** Writes a merchant without its id, which is one of the keys. */
    private void write(@Nullable Merchant merchant) {
        recordBuffer.writeByte(merchant == null ? 0 : 1);
        if (merchant != null) {
            recordBuffer.writeOptional(merchant.name());
            recordBuffer.writeOptional(merchant.mcc());
            recordBuffer.writeOptional(merchant.country());
            recordBuffer.writeLocation(merchant.location());
        }
    }

    private @Nullable Merchant readMerchant(@Nullable String id) throws IOException {
        return recordBuffer.readByte() == 0
                ? null
                : new Merchant(
                        requireNonNull(id),
                        recordBuffer.readOptional(),
                        recordBuffer.readOptional(),
                        recordBuffer.readOptional(),
                        recordBuffer.readLocation());
    }

    private void write(EntityKeys entityKeys) {
        recordBuffer.writeOptional(entityKeys.network());
        recordBuffer.writeOptional(entityKeys.deviceId());
        recordBuffer.writeOptional(entityKeys.merchantId());
        recordBuffer.writeOptional(entityKeys.counterpartyId());
    }

    private EntityKeys readKeys(Transaction outline, boolean high) throws IOException {
        return new EntityKeys(
                outline.accountId(),
                recordBuffer.readOptional(),
                recordBuffer.readOptional(),
                recordBuffer.readOptional(),
                recordBuffer.readOptional(),
                outline.eventTimeMs(),
                high);
    }

    private void write(Facts facts) throws IOException {
        IpFacts ip = facts.ip();
        Long asn = ip.asn();
        boolean hasIpFacts = !ip.equals(IpFacts.UNKNOWN);
        boolean hasUsualValues = !facts.usual().equals(UsualValues.NONE);
        recordBuffer.writeByte((hasIpFacts ? 1 : 0) | (asn == null ? 0 : 2) | (hasUsualValues ? 4 : 0));
        if (hasIpFacts) {
            recordBuffer.writeOptional(ip.country());
            recordBuffer.writeByte(bits(ip.hosting()) | bits(ip.vpn()) << 2 | bits(ip.tor()) << 4);
        }
        if (asn != null) {
            recordBuffer.writeSigned(asn);
        }
        recordBuffer.writeLocation(facts.merchantLocation());
        writeProfile(facts.profile());
        if (hasUsualValues) {
            write(facts.usual());
        }
    }

    private void write(UsualValues usualValues) {
        recordBuffer.writeOptional(usualValues.ipCountry());
        recordBuffer.writeOptional(usualValues.shopCountry());
        recordBuffer.writeOptional(usualValues.channel());
        recordBuffer.writeOptional(usualValues.currency());
        recordBuffer.writeByte(usualValues.otherCurrencies() ? 1 : 0);
    }

    private Facts readFacts() throws IOException {
        int parts = recordBuffer.readByte();
        IpFacts ip = (parts & 3) == 0 ? IpFacts.UNKNOWN : readIp((parts & 2) != 0);
        return new Facts(
                ip, recordBuffer.readLocation(), readProfile(), (parts & 4) == 0 ? UsualValues.NONE : readUsual());
    }

    private UsualValues readUsual() throws IOException {
        return new UsualValues(
                recordBuffer.readOptional(),
                recordBuffer.readOptional(),
                recordBuffer.readOptional(),
                recordBuffer.readOptional(),
                recordBuffer.readByte() == 1);
    }

    private IpFacts readIp(boolean announced) throws IOException {
        String country = recordBuffer.readOptional();
        int flags = recordBuffer.readByte();
        return new IpFacts(
                country,
                announced ? recordBuffer.readSigned() : null,
                toBoolean(flags),
                toBoolean(flags >> 2),
                toBoolean(flags >> 4));
    }

    private static int bits(@Nullable Boolean value) {
        return value == null ? 0 : value ? 3 : 2;
    }

    private static @Nullable Boolean toBoolean(int bits) {
        return (bits & 2) == 0 ? null : (bits & 1) == 1;
    }

    private void writeProfile(@Nullable AccountProfile profile) throws IOException {
        if (profile == null) {
            recordBuffer.writeLong(0);
            return;
        }
        profiles.clear();
        EventFieldCodec.writeProfile(profile, profiles);
        recordBuffer.writeLong(profiles.length());
        recordBuffer.writeRaw(profiles.getSharedBuffer(), profiles.length());
    }

    private @Nullable AccountProfile readProfile() throws IOException {
        int length = recordBuffer.readLength();
        return length == 0
                ? null
                : EventFieldCodec.readProfile(new DataInputDeserializer(recordBuffer.readBytes(length)));
    }

    private void write(FeatureVector vector) {
        recordBuffer.writeLong(vector.width());
        byte[] room = recordBuffer.reserve(vector.packedMax());
        recordBuffer.advanceTo(vector.pack(room, recordBuffer.at()));
    }
}
