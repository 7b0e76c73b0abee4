package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.RecordOrigin;
import io.nacre.rules.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The table of bad input: a record of each kind that is not as it should be, and what must become of it. */
public final class BadRecords {

    public static final long NOW_MS = 1_790_000_000_000L;
    private static final byte @Nullable [] NULL = null;
    private static final byte[] NONE = {};
    private static final String PAN = "4111111111111111";
    private static final String HOSTILE =
            "\u202Eevil\u2066\u0000\u001B[2J\u2028'\"><script>${jndi:ldap://x}\r\n=HYPERLINK(1)";

    private BadRecords() {}

    /**
     * One record.
     *
     * @param bytes the record's value
     * @param code of its dead letter; null where it is answered all the same
     * @param stampMs the record's timestamp
     */
    public record Row(
            String name,
            Contract<?> contract,
            byte @Nullable [] bytes,
            @Nullable RejectionCode code,
            long stampMs) {
        Row(String name, Contract<?> contract, byte @Nullable [] bytes, @Nullable RejectionCode code) {
            this(name, contract, bytes, code, NOW_MS);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every kind, of all contracts. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        bytes(rows);
        bombs(rows);
        fields(rows);
        times(rows);
        texts(rows);
        addresses(rows);
        others(rows);
        return rows;
    }

    /** A payment with nothing wrong about it. */
    public static byte[] payment(String id, String account) {
        return payment(record -> {
            record.setId(id);
            record.setAccountId(account);
        });
    }

    /** The same for another amount. */
    public static byte[] payment(String id, String account, long minorUnits) {
        return payment(record -> {
            record.setId(id);
            record.setAccountId(account);
            record.setAmountMinor(minorUnits);
        });
    }

    /** The same at another time. */
    public static byte[] paymentAt(String id, String account, long atMs) {
        return payment(record -> {
            record.setId(id);
            record.setAccountId(account);
            record.setEventTime(Instant.ofEpochMilli(atMs));
        });
    }

    private static void bytes(List<Row> rows) {
        byte[] whole = payment("t-1", "a-1");
        add(rows, "null", NULL, RejectionCode.EMPTY);
        add(rows, "no bytes", NONE, RejectionCode.EMPTY);
        for (int seed = 0; seed < 8; seed++) {
            byte[] noise = new byte[1 + seed * 37];
            new Random(seed).nextBytes(noise);
            noise[0] |= 2; // Neither framing begins so.
            add(rows, "noise of " + noise.length + " bytes", noise, RejectionCode.UNREADABLE);
        }
        add(rows, "json", "{\"id\": \"t-1\", \"amount\": 5}".getBytes(UTF_8), RejectionCode.UNREADABLE);
        for (int length = 1; length < whole.length; length++) {
            add(rows, "cut after " + length + " bytes", Arrays.copyOf(whole, length), RejectionCode.UNREADABLE);
        }
        add(rows, "a byte left over", Arrays.copyOf(whole, whole.length + 1), RejectionCode.UNREADABLE);
        add(rows, "64 KiB and a byte", new byte[64 * 1024 + 1], RejectionCode.RECORD_TOO_LARGE);
        add(rows, "a megabyte", new byte[1_000_000], RejectionCode.RECORD_TOO_LARGE);
        byte[] foreign = whole.clone();
        foreign[4]++;
        add(rows, "a fingerprint that no release has", foreign, RejectionCode.SCHEMA_UNKNOWN);
        byte[] account = framed(Contract.ACCOUNT_PROFILE, profile(0.5));
        add(rows, "a record of another topic", account, RejectionCode.SCHEMA_UNKNOWN);
    }

    /** Lengths that promise more than there is: each costs what is there, not what is promised. */
    private static void bombs(List<Row> rows) {
        byte[] plain = payment("t-1", "a-1");
        byte[] header = Arrays.copyOf(plain, Framing.SINGLE_OBJECT_BYTES);
        for (long length : new long[] {1 << 20, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            add(rows, "a text of " + length + " bytes", joined(header, varint(length)), RejectionCode.UNREADABLE);
        }
        // What ends a payment without merchant: the empty map, no agent, no attempts.
        byte[] untilMap = Arrays.copyOf(plain, plain.length - 3);
        for (long count : new long[] {1 << 20, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] blocks = joined(untilMap, joined(varint(count), varint(4)));
            add(rows, "a map of " + count + " entries", blocks, RejectionCode.UNREADABLE);
        }
        byte[] endless = header.clone();
        byte[] ones = new byte[40];
        Arrays.fill(ones, (byte) 0xFF);
        add(rows, "a number without end", joined(endless, ones), RejectionCode.UNREADABLE);
    }

    private static void fields(List<Row> rows) {
        add(rows, "no id", r -> r.setId(""), RejectionCode.FIELD_EMPTY);
        add(rows, "an id of NUL and spaces", r -> r.setId(" \u0000 \u202E"), RejectionCode.FIELD_EMPTY);
        add(rows, "no account", r -> r.setAccountId("  "), RejectionCode.FIELD_EMPTY);
        add(rows, "an id of 10 kB", r -> r.setId("x".repeat(10_000)), RejectionCode.TEXT_TOO_LONG);
        add(rows, "a merchant's name of 10 kB", r -> merchant(r, "n".repeat(10_000)), RejectionCode.TEXT_TOO_LONG);
        add(rows, "a card number for a token", r -> r.setCardToken(PAN), RejectionCode.CARD_NUMBER);
        add(rows, "a card number for an account", r -> r.setAccountId(PAN), RejectionCode.CARD_NUMBER);
        add(rows, "a card number for a merchant", BadRecords::cardAsMerchant, RejectionCode.CARD_NUMBER);
        add(rows, "a card number among the words", r -> merchant(r, "Shop " + PAN), null);
        add(rows, "a card number for an address", r -> r.setIp(PAN), null);
        add(rows, "a card number in the agent", r -> r.setUserAgent("Browser/1 " + PAN), null);
        add(rows, "a card number in an attribute", r -> r.setAttributes(Map.of("note", PAN)), null);
        add(rows, "a card number for an attribute's key", r -> r.setAttributes(Map.of(PAN, "note")), null);
        for (long amount :
                new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1, 1_000_000_000_000_000_000L}) {
            add(rows, "an amount of " + amount, r -> r.setAmountMinor(amount), RejectionCode.AMOUNT_RANGE);
        }
        add(rows, "an amount of 0", r -> r.setAmountMinor(0), null);
        add(rows, "the largest amount", r -> r.setAmountMinor(1L << 53), null);
        for (String currency : List.of("", "EURO", "XXQ", "€", "ﬁx", "E\u0000R")) {
            add(rows, "currency '" + currency + "'", r -> r.setCurrency(currency), RejectionCode.CURRENCY_UNKNOWN);
        }
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 90.5, -1e308}) {
            add(
                    rows,
                    "a latitude of " + odd,
                    r -> r.setPayerLocation(new io.nacre.avro.GeoPoint(odd, 0.0)),
                    RejectionCode.COORDINATES_INVALID);
        }
        add(rows, "latitude -0.0", r -> r.setPayerLocation(new io.nacre.avro.GeoPoint(-0.0, -180.0)), null);
        add(rows, "no channel", r -> r.setChannel(io.nacre.avro.Channel.UNKNOWN), RejectionCode.SYMBOL_UNKNOWN);
        add(rows, "33 attributes", r -> r.setAttributes(many(33)), RejectionCode.ENTRIES_TOO_MANY);
        add(rows, "-7 failed attempts", r -> r.setFailedAttempts(Integer.MIN_VALUE), null);
        add(rows, "a category that is none", r -> r.setMerchant(odd()), null);
    }

    private static void times(List<Row> rows) {
        for (String time : List.of(
                "2100-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z")) {
            add(rows, "event time " + time, r -> r.setEventTime(Instant.parse(time)), RejectionCode.TIME_RANGE);
        }
        for (long ms : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, NOW_MS / 1000}) {
            add(
                    rows,
                    "event time of " + ms + " ms",
                    r -> r.setEventTime(Instant.ofEpochMilli(ms)),
                    RejectionCode.TIME_RANGE);
        }
        for (long stamp : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 4_102_444_800_000L}) {
            stamped(rows, "2100, in a record of " + stamp + " ms", 4_102_444_800_000L, stamp, RejectionCode.TIME_RANGE);
            stamped(rows, "2026, in a record of " + stamp + " ms", NOW_MS, stamp, null);
        }
        add(rows, "half a day ahead", r -> r.setEventTime(Instant.ofEpochMilli(NOW_MS + 43_200_000)), null);
        add(rows, "a year late", r -> r.setEventTime(Instant.ofEpochMilli(NOW_MS - 31_536_000_000L)), null);
    }

    /** A record whose producer set its timestamp. */
    private static void stamped(List<Row> rows, String name, long atMs, long stampMs, @Nullable RejectionCode code) {
        byte[] bytes = payment(r -> r.setEventTime(Instant.ofEpochMilli(atMs)));
        rows.add(new Row(name, Contract.TRANSACTION, bytes, code, stampMs));
    }

    private static void texts(List<Row> rows) {
        add(rows, "a name that turns, breaks and runs", r -> merchant(r, HOSTILE), null);
        add(rows, "a confusable name", r -> merchant(r, "\u0410m\u0430z\u043En"), null);
        add(rows, "a name of lone surrogates", r -> merchant(r, "a\uFFFDb"), null);
        add(rows, "a name of combining marks", r -> merchant(r, "z" + "\u0301".repeat(200)), null);
        add(rows, "a name of 1,000 combining marks", r -> merchant(r, "z" + "\u0301".repeat(1_000)), null);
        add(rows, "an id of combining marks", r -> r.setId("z" + "\u0301".repeat(100)), RejectionCode.FIELD_MALFORMED);
        add(rows, "an agent of combining marks", r -> r.setUserAgent("e" + "\u0301\u0316".repeat(15_000)), null);
        add(rows, "an agent of digits", r -> r.setUserAgent("4".repeat(60_000)), null);
        add(rows, "a hostile user agent of 20 kB", r -> r.setUserAgent(HOSTILE.repeat(300)), null);
        add(rows, "hostile attributes", r -> r.setAttributes(Map.of(HOSTILE.substring(0, 20), HOSTILE)), null);
        byte[] bytes = payment(r -> r.setDeviceId("DEVICE"));
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("DEVICE");
        bytes[at] = (byte) 0xC0;
        bytes[at + 1] = (byte) 0x80;
        add(rows, "a text that is no UTF-8", bytes, RejectionCode.UNREADABLE);
    }

    private static void addresses(List<Row> rows) {
        for (String ip : List.of(
                "2001:db8::1",
                "::ffff:203.0.113.7",
                "10.0.0.1",
                "localhost",
                "metadata.google.internal",
                "127.1",
                "0x7f.1",
                "203.0.113.7:443",
                "[2001:db8::1]",
                "fe80::1%eth0",
                "1.2.3.4.5",
                "300.1.1.1",
                HOSTILE,
                "x".repeat(10_000))) {
            add(
                    rows,
                    "address " + ip.substring(0, Math.min(ip.length(), 24)).replaceAll("[^!-~]", "?"),
                    r -> r.setIp(ip),
                    null);
        }
    }

    private static void others(List<Row> rows) {
        for (double odd : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            String name = "a credit score of " + odd;
            add(rows, Contract.ACCOUNT_PROFILE, name, profile(odd), RejectionCode.NOT_A_NUMBER);
        }
        io.nacre.avro.Bundle bundle = AvroRecords.of(Contract.BUNDLE, new Samples(1).bundle());
        bundle.setSha256("abc");
        add(rows, Contract.BUNDLE, "a bundle whose hash is none", bundle, RejectionCode.FIELD_MALFORMED);
        long day = 86_400_000L;
        for (long version : new long[] {Long.MAX_VALUE, NOW_MS + day + 1, -1, Long.MIN_VALUE}) {
            String name = " of version " + version;
            add(rows, Contract.ACCOUNT_ACTION, "a release" + name, release(version), RejectionCode.VERSION_RANGE);
            add(rows, Contract.LIST_ENTRY, "an entry" + name, entry(version), RejectionCode.VERSION_RANGE);
        }
        for (long version : new long[] {0, 1, NOW_MS + day}) {
            add(rows, Contract.ACCOUNT_ACTION, "a release of version " + version, release(version), null);
            add(rows, Contract.LIST_ENTRY, "an entry of version " + version, entry(version), null);
        }
        for (int version : new int[] {Integer.MAX_VALUE, Rule.MAX_VERSION + 1, 0}) {
            io.nacre.avro.Rule rule = AvroRecords.of(Contract.RULE, new Samples(1).rule());
            rule.setStagedAt(Instant.ofEpochMilli(NOW_MS));
            rule.setVersion(version);
            add(rows, Contract.RULE, "a rule of version " + version, rule, RejectionCode.FIELD_MALFORMED);
        }
        investigations(rows);
        bundle.setSha256("0".repeat(64));
        bundle.setAnnouncedAt(Instant.ofEpochMilli(NOW_MS + day + 1));
        add(rows, Contract.BUNDLE, "a bundle announced two days ahead", bundle, RejectionCode.TIME_RANGE);
        ErasureRequest erasureRequest = new ErasureRequest("a-1", "ann", "asked", NOW_MS + day + 1);
        add(
                rows,
                Contract.ERASURE,
                "an erasure ahead",
                AvroRecords.of(Contract.ERASURE, erasureRequest),
                RejectionCode.TIME_RANGE);
    }

    private static void investigations(List<Row> rows) {
        io.nacre.avro.Note note = new io.nacre.avro.Note("n-1", "i-1", "a-1", "called");
        io.nacre.avro.SavedView view = new io.nacre.avro.SavedView("ada", "mine", "", false);
        io.nacre.avro.InvestigationRecord.Builder record = io.nacre.avro.InvestigationRecord.newBuilder()
                .setVersion(1)
                .setActor("ada")
                .setRecordedAt(Instant.ofEpochMilli(NOW_MS));
        Contract<?> contract = Contract.INVESTIGATION_RECORD;
        add(rows, contract, "an investigation of nothing", record.build(), RejectionCode.FIELD_MALFORMED);
        add(rows, contract, "a note", record.setNote(note).build(), null);
        add(
                rows,
                contract,
                "a note that is a view as well",
                record.setView(view).build(),
                RejectionCode.FIELD_MALFORMED);
        record.setNote(null);
        view.setOwner("ada/lin");
        add(rows, contract, "a view of a path", record.setView(view).build(), RejectionCode.FIELD_MALFORMED);
        record.setView(null).setAssignment(assignment(33));
        add(rows, contract, "an assignment that 33 skipped", record.build(), RejectionCode.ENTRIES_TOO_MANY);
        record.setAssignment(assignment(32));
        add(rows, contract, "an assignment that 32 skipped", record.build(), null);
        io.nacre.avro.AuditEntry entry = AvroRecords.of(Contract.AUDIT_ENTRY, new Samples(1).auditEntry());
        entry.setRecordedAt(Instant.ofEpochMilli(NOW_MS));
        add(rows, Contract.AUDIT_ENTRY, "an audit entry", entry, null);
        entry.setSalt("salt");
        add(rows, Contract.AUDIT_ENTRY, "an audit entry whose salt is none", entry, RejectionCode.FIELD_MALFORMED);
        entry.setSalt(null);
        entry.setHash("AB".repeat(32));
        add(rows, Contract.AUDIT_ENTRY, "an audit entry whose hash is none", entry, RejectionCode.FIELD_MALFORMED);
        entry.setHash("ab".repeat(32));
        entry.setSequence(0);
        add(rows, Contract.AUDIT_ENTRY, "an audit entry before the first", entry, RejectionCode.VERSION_RANGE);
    }

    private static io.nacre.avro.Assignment assignment(int skips) {
        io.nacre.avro.Skip skip = new io.nacre.avro.Skip("bob", Instant.ofEpochMilli(Long.MAX_VALUE));
        return new io.nacre.avro.Assignment(
                "i-1",
                "a-1",
                "ada",
                null,
                Instant.ofEpochMilli(Long.MIN_VALUE),
                false,
                Collections.nCopies(skips, skip),
                null);
    }

    private static io.nacre.avro.AccountAction release(long version) {
        return AvroRecords.of(
                Contract.ACCOUNT_ACTION,
                new AccountAction("a-1", AccountAction.Type.RELEASE, version, "ann", "why", NOW_MS, null));
    }

    private static io.nacre.avro.ListEntry entry(long version) {
        return AvroRecords.of(
                Contract.LIST_ENTRY,
                new ListEntry(
                        ListEntry.ListType.ALLOW,
                        ListEntry.Subject.ACCOUNT,
                        "a-1",
                        ListEntry.Change.ADD,
                        version,
                        "ann",
                        "why",
                        NOW_MS,
                        null));
    }

    private static void add(List<Row> rows, String name, byte @Nullable [] bytes, @Nullable RejectionCode code) {
        rows.add(new Row(name, Contract.TRANSACTION, bytes, code));
    }

    private static void add(
            List<Row> rows, String name, Consumer<io.nacre.avro.Transaction> change, @Nullable RejectionCode code) {
        add(rows, name, payment(change), code);
    }

    private static void add(
            List<Row> rows, Contract<?> contract, String name, SpecificRecord record, @Nullable RejectionCode code) {
        rows.add(new Row(name, contract, framed(contract, record), code));
    }

    private static byte[] payment(Consumer<io.nacre.avro.Transaction> change) {
        io.nacre.avro.Transaction record = io.nacre.avro.Transaction.newBuilder()
                .setId("t-0")
                .setEventTime(Instant.ofEpochMilli(NOW_MS))
                .setAccountId("a-0")
                .setAmountMinor(1999)
                .setCurrency("EUR")
                .setChannel(io.nacre.avro.Channel.CARD_PRESENT)
                .build();
        change.accept(record);
        return framed(Contract.TRANSACTION, record);
    }

    private static void merchant(io.nacre.avro.Transaction record, String name) {
        record.setMerchant(new io.nacre.avro.Merchant("m-1", name, "5411", "FR", null));
    }

    private static void cardAsMerchant(io.nacre.avro.Transaction record) {
        record.setMerchant(new io.nacre.avro.Merchant(PAN, null, null, null, null));
    }

    private static io.nacre.avro.AccountProfile profile(double creditScore) {
        return io.nacre.avro.AccountProfile.newBuilder()
                .setAccountId("a-1")
                .setAsOf(Instant.ofEpochMilli(NOW_MS))
                .setCreditScore(creditScore)
                .build();
    }

    private static io.nacre.avro.Merchant odd() {
        return new io.nacre.avro.Merchant("m-1", null, "\u0665\u0664\u0661\u0661", "France", null);
    }

    private static Map<String, String> many(int entries) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put("k" + i, "v");
        }
        return map;
    }

    public static byte[] framed(Contract<?> contract, SpecificRecord record) {
        SpecificData data = new SpecificData(record.getClass().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Framing.SINGLE_OBJECT.header(contract.schema(), contract.name()));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(contract.schema(), data).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Where a row stood on its topic. */
    public static RecordOrigin origin(Row row, long offset) {
        return new RecordOrigin(row.contract().name(), 0, offset, row.stampMs());
    }
}
