package io.nacre.training;

import io.nacre.codec.RawTransaction;
import io.nacre.codec.Rejection;
import io.nacre.codec.RejectionCode;
import io.nacre.payment.Channel;
import io.nacre.payment.Currencies;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes transactions of rows, by the rules of records. */
final class TransactionReader {

    private static final BigDecimal LAST_IPV4 = BigDecimal.valueOf(0xffff_ffffL);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /** By so many units in the last place of a double, sums of amounts miss the amount. */
    private static final int NOISE_ULPS = 4;

    private final RecordOrigin origin;
    private final Take<String> id;
    private final Take<Long> time;
    private final TimeFormat times;
    private final Take<String> account;
    private final Take<String> cardToken;
    private final Take<BigDecimal> amount;
    private final Cells.Amount amounts;
    private final Take<String> currency;
    private final Take<String> channel;
    private final Take<String> ip;
    private final Take<String> device;
    private final Take<RawTransaction.Merchant> merchant;
    private final Take<RawTransaction.Point> payerPlace;
    private final Take<String> counterparty;
    private final Take<String> userAgent;
    private final Take<Integer> failedAttempts;
    private final Map<String, Take<String>> attributes = new LinkedHashMap<>();

    /** @param origin stands for that of records: its timestamp is the moment of reading */
    TransactionReader(Mapping.Columns columns, Header header, RecordOrigin origin) {
        this.origin = origin;
        id = header.id(columns.id(), "id");
        time = required(header.time(columns.time(), "time"), "time");
        times = header.times(columns.time());
        account = header.id(columns.account(), "account");
        cardToken = header.id(columns.cardToken(), "card-token");
        amount = required(header.decimal(columns.amount().text(), "amount"), "amount");
        amounts = columns.amount();
        currency = required(header.text(columns.currency(), "currency"), "currency");
        channel = required(header.text(columns.channel(), "channel"), "channel");
        ip = ip(columns.ip(), header);
        device = header.id(columns.device(), "device");
        merchant = merchant(columns.merchant(), header);
        payerPlace = PlaceReader.of(columns.payerPlace(), header, "payer-place");
        counterparty = header.id(columns.counterparty(), "counterparty");
        userAgent = header.text(columns.userAgent(), "user-agent");
        failedAttempts = failedAttempts(columns.failedAttempts(), header);
        for (String column : Objects.requireNonNull(columns.attributes())) {
            attributes.put(column, header.column(column, "attributes"));
        }
    }

    /** The transaction of the row, or null where the mapping says to skip it. */
    @Nullable
    Transaction read(Row row, ColumnWarnings warnings) {
        BigDecimal written = value(amount, row);
        if (written.signum() < 0 && amounts.negative() == Cells.Negative.SKIP) {
            return null;
        }
        long atMs = value(time, row);
        try {
            String code = RawTransaction.currency(value(currency, row));
            RawTransaction raw = new RawTransaction(
                    id.from(row),
                    atMs,
                    account.from(row),
                    cardToken.from(row),
                    minorUnits(written, code),
                    code,
                    channel(value(channel, row)),
                    ip.from(row),
                    device.from(row),
                    merchant.from(row),
                    payerPlace.from(row),
                    counterparty.from(row),
                    userAgent.from(row),
                    failedAttempts.from(row),
                    attributes.isEmpty() ? Map.of() : attributes(row));
            Transaction transaction = raw.read(origin);
            warn(raw, transaction, warnings);
            return transaction;
        } catch (Rejection e) {
            throw bad(e, atMs);
        }
    }

    /** The row's event time, by the rule of records. */
    long timeMs(Row row) {
        long atMs = value(time, row);
        try {
            return RawTransaction.time("event_time", atMs, origin);
        } catch (Rejection e) {
            throw bad(e, atMs);
        }
    }

    private BadRowException bad(Rejection rejection, long atMs) {
        boolean aboutTime = "event_time".equals(rejection.field());
        return BadRowException.of(rejection, "", aboutTime ? times.hint(atMs, this::isPlausible) : "");
    }

    private boolean isPlausible(long ms) {
        try {
            RawTransaction.time("event_time", ms, origin);
            return true;
        } catch (Rejection e) {
            return false;
        }
    }

    private static void warn(RawTransaction raw, Transaction read, ColumnWarnings warnings) {
        warnings.id("id", raw.id());
        warnings.id("account", raw.accountId());
        warnings.id("card-token", raw.cardToken());
        warnings.id("device", raw.deviceId());
        warnings.id("counterparty", raw.counterpartyId());
        warnings.dropped("ip", raw.ip(), read.ip(), "an IP address");
        Integer attempts = raw.failedAttempts();
        warnings.dropped(
                "failed-attempts", attempts == null ? null : attempts.toString(), read.failedAttempts(), "a count");
        RawTransaction.Merchant shop = raw.merchant();
        if (shop != null && read.merchant() != null) {
            warnings.id("merchant.id", shop.id());
            warnings.dropped("merchant.mcc", shop.mcc(), read.merchant().mcc(), "a category code of four digits");
            warnings.dropped("merchant.country", shop.country(), read.merchant().country(), "a country of two letters");
        }
    }

    /** Whole minor units, but for what binary fractions leave behind the last digit. */
    private long minorUnits(BigDecimal written, String currency) {
        BigDecimal value =
                written.signum() < 0 && amounts.negative() == Cells.Negative.ABSOLUTE ? written.negate() : written;
        int digits = Boolean.TRUE.equals(amounts.minorUnits()) ? 0 : Currencies.minorDigits(currency);
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP);
        if (amounts.rounding() == Cells.Rounding.REFUSE && !isSame(value, rounded)) {
            String kind = Boolean.TRUE.equals(amounts.minorUnits()) ? "minor units have" : currency + " has";
            throw new BadRowException(
                    "amount",
                    written.toPlainString() + " has more fraction digits than " + kind
                            + "; correct it, or state in the mapping the amount's rounding: half-up, or decimal-mark and"
                            + " grouping-mark");
        }
        BigDecimal minor = rounded.movePointRight(digits);
        if (minor.signum() < 0) {
            throw new BadRowException(
                    "amount",
                    written.toPlainString() + " is out of range; state negative: absolute or skip if these are refunds",
                    RejectionCode.AMOUNT_RANGE);
        }
        return minor.min(MAX_LONG).longValue();
    }

    private static boolean isSame(BigDecimal value, BigDecimal rounded) {
        BigDecimal noise = BigDecimal.valueOf(NOISE_ULPS * Math.ulp(rounded.doubleValue()));
        return value.compareTo(rounded) == 0
                || (rounded.signum() != 0 && value.subtract(rounded).abs().compareTo(noise) <= 0);
    }

    private static Channel channel(String name) {
        try {
            return Channel.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new BadRowException(
                    "channel",
                    name + " is no channel; map it with values to CARD_PRESENT,"
                            + " CARD_NOT_PRESENT, TRANSFER or CASH",
                    RejectionCode.SYMBOL_UNKNOWN);
        }
    }

    private static Take<String> ip(Cells.@Nullable Ip cell, Header header) {
        if (cell == null) {
            return row -> null;
        }
        Take<String> text = header.column(cell.column(), "ip");
        boolean number = cell.format() == Cells.Ip.Format.NUMBER;
        return row -> {
            String value = text.from(row);
            return value == null || !number ? value : dotted(value);
        };
    }

    /** 3221225985 or "3221225985.0" as 192.0.2.1. */
    private static String dotted(String text) {
        BigDecimal number = NumberSyntax.PLAIN.parse(text, "ip");
        if (number.signum() < 0 || number.compareTo(LAST_IPV4) > 0) {
            throw new BadRowException("ip", text + " is no IP address; correct it, or leave it empty");
        }
        long address = number.longValue();
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static Take<Integer> failedAttempts(Cells.@Nullable Text cell, Header header) {
        if (cell == null) {
            return row -> null;
        }
        Take<BigDecimal> count = header.decimal(cell, "failed-attempts");
        return row -> {
            BigDecimal value = count.from(row);
            try {
                return value == null ? null : value.intValueExact();
            } catch (ArithmeticException e) {
                throw new BadRowException("failed-attempts", value + " is no count; correct it, or leave it empty");
            }
        };
    }

    private static Take<RawTransaction.Merchant> merchant(Mapping.@Nullable MerchantColumns columns, Header header) {
        if (columns == null) {
            return row -> null;
        }
        Take<String> id = header.id(columns.id(), "merchant.id");
        Take<String> name = header.text(columns.name(), "merchant.name");
        Take<String> mcc = header.text(columns.mcc(), "merchant.mcc");
        Take<String> country = header.text(columns.country(), "merchant.country");
        Take<RawTransaction.Point> place = PlaceReader.of(columns.place(), header, "merchant.place");
        return row -> {
            String known = id.from(row);
            return known == null
                    ? null
                    : new RawTransaction.Merchant(
                            known, name.from(row), mcc.from(row), country.from(row), place.from(row));
        };
    }

    private Map<String, String> attributes(Row row) {
        Map<String, String> carried = new LinkedHashMap<>();
        attributes.forEach((name, column) -> {
            String value = column.from(row);
            if (value != null) {
                carried.put(name, value);
            }
        });
        return carried;
    }

    /** A value that every row has to have. */
    private static <T> Take<T> required(Take<T> cell, String name) {
        return row -> {
            T value = cell.from(row);
            if (value == null) {
                throw new BadRowException(name, "is empty; fill it in, or remove the row", RejectionCode.FIELD_EMPTY);
            }
            return value;
        };
    }

    /** Of a cell that is required. */
    private static <T> T value(Take<T> cell, Row row) {
        return Objects.requireNonNull(cell.from(row));
    }
}
