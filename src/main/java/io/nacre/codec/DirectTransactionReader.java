package io.nacre.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.nacre.codec.binary.BoundedDecoder;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SensitiveAuthenticationData;
import io.nacre.payment.Transaction;
import io.nacre.reference.ip.IpAddress;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** Reads transactions of the present schema, field by field as it lists them. */
final class DirectTransactionReader implements DirectReader<Transaction> {

    private static final long FINGERPRINT = 0x8EC2668982C0A3ADL;

    private final DecodedValueCache<String> currencies =
            new DecodedValueCache<>(6, in -> FieldValidator.currency(in.readString()));
    private final DecodedValueCache<String> categories =
            new DecodedValueCache<>(10, in -> FieldValidator.mcc(in.readString()));
    private final DecodedValueCache<String> countries =
            new DecodedValueCache<>(9, in -> FieldValidator.country(in.readString()));
    private final DecodedValueCache<String> agents = new DecodedValueCache<>(10, DirectTransactionReader::agent);

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public Transaction read(BoundedDecoder in, RecordOrigin origin) throws RecordRejectedException {
        String id = id("id", in);
        long atMs = FieldValidator.time("event_time", in.readLong(), origin);
        String accountId = id("account_id", in);
        String cardToken = optionalId("card_token", in);
        long minorUnits = FieldValidator.amount("amount_minor", in.readLong());
        Money amount = new Money(minorUnits, requireNonNull(text(currencies, in)));
        Channel channel = channel(in.readEnum());
        String ip = isPresent(in) ? in.readString() : null;
        String deviceId = optionalId("device_id", in);
        Merchant merchant = isPresent(in) ? merchant(in) : null;
        GeoPoint payerLocation = location("payer_location", in);
        String counterpartyId = optionalId("counterparty_id", in);
        Map<String, String> attributes = attributes(in);
        String userAgent = isPresent(in) ? text(agents, in) : null;
        Integer failedAttempts = isPresent(in) ? TransactionMapping.failedAttempts(in.readInt()) : null;
        String canonical = ip == null ? null : IpAddress.canonical(ip);
        if (ip != null && canonical == null) {
            attributes = new TreeMap<>(attributes);
            canonical = TransactionMapping.ip(ip, attributes);
        }
        return new Transaction(
                id,
                atMs,
                accountId,
                cardToken,
                amount,
                channel,
                canonical,
                deviceId,
                merchant,
                payerLocation,
                counterpartyId,
                userAgent,
                failedAttempts,
                TransactionMapping.marked(attributes, merchant, userAgent));
    }

    private static @Nullable String text(DecodedValueCache<String> decodedValueCache, BoundedDecoder in)
            throws RecordRejectedException {
        int from = in.at();
        in.skipString();
        return decodedValueCache.read(in, from);
    }

    private static @Nullable String agent(BoundedDecoder in) {
        int length = in.length();
        int start = in.take(length);
        return FieldValidator.isWhole(length, Transaction.AGENT_CHARACTERS)
                        && AsciiFastPath.isPlain(in.bytes(), start, length)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : TransactionMapping.agent(in.text(start, length));
    }

    private Merchant merchant(BoundedDecoder in) throws RecordRejectedException {
        return new Merchant(
                id("merchant.id", in),
                isPresent(in) ? optionalText("merchant.name", in, FieldValidator.NAME_CHARACTERS) : null,
                isPresent(in) ? text(categories, in) : null,
                isPresent(in) ? text(countries, in) : null,
                location("merchant.location", in));
    }

    private static Channel channel(int word) {
        Channel channel = EnumOrdinals.CHANNEL.at(word);
        if (channel == null) {
            throw unusual("a channel that this version does not know");
        }
        return channel;
    }

    private static @Nullable GeoPoint location(String field, BoundedDecoder in) throws RecordRejectedException {
        return isPresent(in) ? FieldValidator.location(field, in.readDouble(), in.readDouble()) : null;
    }

    private static Map<String, String> attributes(BoundedDecoder in) throws RecordRejectedException {
        long block = in.readMapStart();
        if (block == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new TreeMap<>();
        for (int left = FieldValidator.ENTRIES; block > 0; block = in.mapNext()) {
            left -= (int) block;
            if (left < 0) {
                throw unusual("many attributes");
            }
            for (long i = 0; i < block; i++) {
                String key = attributeKey(in);
                if (SensitiveAuthenticationData.isName(key)) {
                    in.skipString();
                    continue;
                }
                String value = optionalText(key, in, FieldValidator.NAME_CHARACTERS);
                attributes.put(key, value == null ? "" : value);
            }
        }
        return attributes;
    }

    /** Keys that differ as they are written, and not in the form they are brought to, are the mapping's to tell. */
    private static String attributeKey(BoundedDecoder in) {
        int length = in.length();
        int start = in.take(length);
        if (length > FieldValidator.KEY_CHARACTERS || !AsciiFastPath.isPlain(in.bytes(), start, length)) {
            throw unusual("an attribute's key that must be brought to its form");
        }
        return new String(in.bytes(), start, length, ISO_8859_1);
    }

    private static String id(String field, BoundedDecoder in) throws RecordRejectedException {
        int length = in.length();
        int start = in.take(length);
        return isPlain(in, start, length, FieldValidator.ID_CHARACTERS)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : FieldValidator.id(field, in.text(start, length));
    }

    private static @Nullable String optionalId(String field, BoundedDecoder in) throws RecordRejectedException {
        if (!isPresent(in)) {
            return null;
        }
        int length = in.length();
        int start = in.take(length);
        return isPlain(in, start, length, FieldValidator.ID_CHARACTERS)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : FieldValidator.optionalId(field, in.text(start, length));
    }

    private static @Nullable String optionalText(String field, BoundedDecoder in, int characters)
            throws RecordRejectedException {
        int length = in.length();
        int start = in.take(length);
        return isPlain(in, start, length, characters)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : FieldValidator.optionalText(field, in.text(start, length), characters);
    }

    private static boolean isPlain(BoundedDecoder in, int start, int length, int characters) {
        return length <= characters && AsciiFastPath.isPlain(in.bytes(), start, length);
    }

    private static boolean isPresent(BoundedDecoder in) {
        int branch = in.readIndex();
        if (branch != 0 && branch != 1) {
            throw unusual("a branch that the schema does not have");
        }
        return branch == 1;
    }

    private static AvroRuntimeException unusual(String what) {
        return new AvroRuntimeException(what);
    }
}
