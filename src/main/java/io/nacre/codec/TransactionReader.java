package io.nacre.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.nacre.payment.AuthenticationData;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpAddress;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** Reads transactions of the present schema, field by field as it lists them. */
final class TransactionReader implements DirectReader<Transaction> {

    private static final long FINGERPRINT = 0xC7799F7097C9B126L;

    private final Known<String> currencies = new Known<>(6, in -> Field.currency(in.readString()));
    private final Known<String> categories = new Known<>(10, in -> Field.mcc(in.readString()));
    private final Known<String> countries = new Known<>(9, in -> Field.country(in.readString()));
    private final Known<String> agents = new Known<>(10, TransactionReader::agent);

    @Override
    public long fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public Transaction read(BoundedDecoder in, RecordOrigin origin) throws Rejection {
        String id = id("id", in);
        long atMs = Field.time("event_time", in.readLong(), origin);
        String accountId = id("account_id", in);
        String cardToken = optionalId("card_token", in);
        long minorUnits = Field.amount("amount_minor", in.readLong());
        Money amount = new Money(minorUnits, requireNonNull(text(currencies, in)));
        Channel channel = channel(in.readEnum());
        String ip = isPresent(in) ? in.readString() : null;
        String deviceId = optionalId("device_id", in);
        Merchant merchant = isPresent(in) ? merchant(in) : null;
        GeoPoint payerPlace = place("payer_place", in);
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
                payerPlace,
                counterpartyId,
                userAgent,
                failedAttempts,
                TransactionMapping.marked(attributes, merchant, userAgent));
    }

    private static @Nullable String text(Known<String> known, BoundedDecoder in) throws Rejection {
        int from = in.at();
        in.skipString();
        return known.read(in, from);
    }

    private static @Nullable String agent(BoundedDecoder in) {
        int length = in.length();
        int start = in.take(length);
        return Field.isWhole(length, Transaction.AGENT_CHARACTERS) && PlainText.isPlain(in.bytes(), start, length)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : TransactionMapping.agent(in.text(start, length));
    }

    private Merchant merchant(BoundedDecoder in) throws Rejection {
        return new Merchant(
                id("merchant.id", in),
                isPresent(in) ? optionalText("merchant.name", in, Field.NAME_CHARACTERS) : null,
                isPresent(in) ? text(categories, in) : null,
                isPresent(in) ? text(countries, in) : null,
                place("merchant.place", in));
    }

    private static Channel channel(int word) {
        Channel channel = Words.CHANNEL.at(word);
        if (channel == null) {
            throw unusual("a channel that this version does not know");
        }
        return channel;
    }

    private static @Nullable GeoPoint place(String field, BoundedDecoder in) throws Rejection {
        return isPresent(in) ? Field.place(field, in.readDouble(), in.readDouble()) : null;
    }

    private static Map<String, String> attributes(BoundedDecoder in) throws Rejection {
        long block = in.readMapStart();
        if (block == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new TreeMap<>();
        for (int left = Field.ENTRIES; block > 0; block = in.mapNext()) {
            left -= (int) block;
            if (left < 0) {
                throw unusual("many attributes");
            }
            for (long i = 0; i < block; i++) {
                String key = attributeKey(in);
                if (AuthenticationData.isName(key)) {
                    in.skipString();
                    continue;
                }
                String value = optionalText(key, in, Field.NAME_CHARACTERS);
                attributes.put(key, value == null ? "" : value);
            }
        }
        return attributes;
    }

    /** Keys that differ as they are written, and not in the form they are brought to, are the mapping's to tell. */
    private static String attributeKey(BoundedDecoder in) {
        int length = in.length();
        int start = in.take(length);
        if (length > Field.KEY_CHARACTERS || !PlainText.isPlain(in.bytes(), start, length)) {
            throw unusual("an attribute's key that must be brought to its form");
        }
        return new String(in.bytes(), start, length, ISO_8859_1);
    }

    private static String id(String field, BoundedDecoder in) throws Rejection {
        int length = in.length();
        int start = in.take(length);
        return isPlain(in, start, length, Field.ID_CHARACTERS)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : Field.id(field, in.text(start, length));
    }

    private static @Nullable String optionalId(String field, BoundedDecoder in) throws Rejection {
        if (!isPresent(in)) {
            return null;
        }
        int length = in.length();
        int start = in.take(length);
        return isPlain(in, start, length, Field.ID_CHARACTERS)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : Field.optionalId(field, in.text(start, length));
    }

    private static @Nullable String optionalText(String field, BoundedDecoder in, int characters) throws Rejection {
        int length = in.length();
        int start = in.take(length);
        return isPlain(in, start, length, characters)
                ? new String(in.bytes(), start, length, ISO_8859_1)
                : Field.optionalText(field, in.text(start, length), characters);
    }

    private static boolean isPlain(BoundedDecoder in, int start, int length, int characters) {
        return length <= characters && PlainText.isPlain(in.bytes(), start, length);
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
