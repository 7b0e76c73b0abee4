package io.nacre.codec;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.mapping.FieldValidator;
import io.nacre.payment.Channel;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/** Transaction records as no platform should send them, and as some will: half of their fields are odd now and then. */
final class OddTransactions {

    static final long NOW_MS = 1_790_000_000_000L;

    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "  outer ",
        "Café",
        "Cafe\u0301",
        "tab\tin",
        "bell\u0007",
        "\u202Eturned",
        "del\u007F",
        "next\u0085line",
        "nb\u00A0space",
        "日本",
        "\uD83D\uDE00",
        "4111111111111111",
        "4111 1111 1111 1111",
        "t4111111111111111",
        "5555-5555-5555-4444",
        "41111111111111112222",
        "*************",
        "************",
        "2c9d1f0a-8b7e-4f3a-9c55-0123456789ab",
        "12345678-1234-4321-1234-123456789012",
        "0123456789012",
        "1 2 3 4 5 6 7 8 9 0 1 2 3 4"
    };
    private static final String[] CURRENCIES = {"EUR", "USD", "JPY", "eur", " EUR", "EURO", "XXQ", "", "ﬁx", "KWD "};
    private static final String[] CATEGORIES = {"5411", " 5411 ", "54x1", "541", "54111", "", "٥٤١١", "5411\u0000"};
    private static final String[] COUNTRIES = {"FR", "fr", " de ", "France", "F", "", "ﬁ", "ß", "É1", "F1"};
    private static final String[] ADDRESSES = {
        "203.0.113.7",
        "203.0.113.07",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.",
        " 203.0.113.7 ",
        "2001:DB8::1",
        "2001:db8::1",
        "::ffff:203.0.113.7",
        "fe80::1%eth0",
        "example.org",
        "",
        "unknown",
        "4111111111111111",
        "٢٠٣.0.113.7"
    };

    private final Random random;
    private final SpecificDatumWriter<io.nacre.avro.Transaction> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OddTransactions(long seed) {
        this.random = new Random(seed);
        SpecificData data = new SpecificData(io.nacre.avro.Transaction.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        this.writer = new SpecificDatumWriter<>(Contract.TRANSACTION.schema(), data);
    }

    /** One with nothing odd, and nothing in it that may be missing. */
    Transaction plain() {
        return new Transaction(
                "t-1",
                NOW_MS,
                "a-1",
                null,
                new Money(1, "EUR"),
                Channel.CASH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** A record with its header, of the present schema. */
    byte[] record() throws IOException {
        out.reset();
        out.writeBytes(Framing.SINGLE_OBJECT.header(Contract.TRANSACTION.schema(), "payments.transactions"));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(transaction(), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private io.nacre.avro.Transaction transaction() {
        io.nacre.avro.Transaction record = new io.nacre.avro.Transaction();
        record.setId(text("t-" + random.nextLong(), 129));
        record.setEventTime(Instant.ofEpochMilli(time()));
        record.setAccountId(text("a-" + random.nextInt(), 128));
        record.setCardToken(maybe(text("tok_" + random.nextInt(), 129)));
        record.setAmountMinor(odd(60) ? random.nextLong() : random.nextInt(100_000));
        record.setCurrency(odd(8) ? one(CURRENCIES) : "EUR");
        record.setChannel(odd(60) ? io.nacre.avro.Channel.UNKNOWN : io.nacre.avro.Channel.TRANSFER);
        record.setIp(maybe(odd(3) ? one(ADDRESSES) : "198.51.100." + random.nextInt(256)));
        record.setDeviceId(maybe(text("d", 128)));
        record.setMerchant(maybe(merchant()));
        record.setPayerLocation(maybe(place()));
        record.setCounterpartyId(maybe(text("c", 128)));
        record.setAttributes(attributes());
        record.setUserAgent(maybe(odd(40) ? one(TEXTS).repeat(40) : text("Browser/1", 600)));
        record.setFailedAttempts(maybe(odd(20) ? random.nextInt() : random.nextInt(4)));
        return record;
    }

    private io.nacre.avro.Merchant merchant() {
        io.nacre.avro.Merchant merchant = new io.nacre.avro.Merchant();
        merchant.setId(text("m-" + random.nextInt(50), 129));
        merchant.setName(maybe(text("Bakery", 257)));
        merchant.setMcc(maybe(one(CATEGORIES)));
        merchant.setCountry(maybe(one(COUNTRIES)));
        merchant.setLocation(maybe(place()));
        return merchant;
    }

    private io.nacre.avro.GeoPoint place() {
        double most = odd(30) ? 400 : 90;
        return new io.nacre.avro.GeoPoint(
                odd(60) ? Double.NaN : random.nextDouble() * most, -random.nextDouble() * most);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        int count = odd(40) ? random.nextInt(40) : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            attributes.put("k" + i + (odd(60) ? "é" : ""), text("v", 257));
        }
        if (odd(60)) {
            attributes.put("k".repeat(65), "v");
        }
        return attributes;
    }

    private long time() {
        if (odd(60)) {
            return random.nextLong();
        }
        return NOW_MS
                + (odd(30) ? FieldValidator.AHEAD.toMillis() + random.nextInt(3) - 1 : -random.nextInt(1_000_000));
    }

    private String text(String usual, int longest) {
        if (odd(40)) {
            return "x".repeat(longest - random.nextInt(2));
        }
        return odd(15) ? one(TEXTS) : usual;
    }

    /** Once in so many times. */
    private boolean odd(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private String one(String[] texts) {
        return requireNonNull(texts[random.nextInt(texts.length)]);
    }
}
