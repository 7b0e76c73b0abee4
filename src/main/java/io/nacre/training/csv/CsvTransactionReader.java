package io.nacre.training.csv;

import io.nacre.codec.mapping.UnvalidatedTransaction;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
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

/** Creates transactions from rows, with the same checks as for records. */
public final class CsvTransactionReader {

    private static final BigDecimal LAST_IPV4 = BigDecimal.valueOf(0xffff_ffffL);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Tolerance in ulps for sums of binary fractions. */
    private static final int NOISE_ULPS = 4;

    private final RecordOrigin origin;
    private final UnvalidatedTransaction.Reader rows = new UnvalidatedTransaction.Reader();
    private final CellReader<String> id;
    private final CellReader<Long> time;
    private final TimeFormat times;
    private final CellReader<String> account;
    private final CellReader<String> cardToken;
    private final CellReader<BigDecimal> amount;
    private final ColumnSpec.Amount amounts;
    private final CellReader<String> currency;
    private final CellReader<String> channel;
    private final CellReader<String> ip;
    private final CellReader<String> device;
    private final CellReader<UnvalidatedTransaction.Merchant> merchant;
    private final CellReader<UnvalidatedTransaction.Point> payerLocation;
    private final CellReader<String> counterparty;
    private final CellReader<String> userAgent;
    private final CellReader<Integer> failedAttempts;
    private final Map<String, CellReader<String>> attributes = new LinkedHashMap<>();

    /** @param origin the origin for the checks; its timestamp is the time of reading */
    public CsvTransactionReader(CsvMapping.Columns columns, CsvColumns csvColumns, RecordOrigin origin) {
        this.origin = origin;
        id = csvColumns.id(columns.id(), "id");
        time = required(csvColumns.time(columns.time(), "time"), "time");
        times = csvColumns.times(columns.time());
        account = csvColumns.id(columns.account(), "account");
        cardToken = csvColumns.id(columns.cardToken(), "card-token");
        amount = required(csvColumns.decimal(columns.amount().text(), "amount"), "amount");
        amounts = columns.amount();
        currency = required(csvColumns.text(columns.currency(), "currency"), "currency");
        channel = required(csvColumns.text(columns.channel(), "channel"), "channel");
        ip = ip(columns.ip(), csvColumns);
        device = csvColumns.id(columns.device(), "device");
        merchant = merchant(columns.merchant(), csvColumns);
        payerLocation = GeoPointReader.of(columns.payerLocation(), csvColumns, "payer-location");
        counterparty = csvColumns.id(columns.counterparty(), "counterparty");
        userAgent = csvColumns.text(columns.userAgent(), "user-agent");
        failedAttempts = failedAttempts(columns.failedAttempts(), csvColumns);
        for (String column : Objects.requireNonNull(columns.attributes())) {
            attributes.put(column, csvColumns.column(column, "attributes"));
        }
    }

    /** The transaction of the row, or null if the mapping skips it. */
    public @Nullable Transaction read(Row row, SuspiciousValues warnings) {
        BigDecimal written = value(amount, row);
        if (written.signum() < 0 && amounts.negative() == ColumnSpec.NegativeAmounts.SKIP) {
            return null;
        }
        long atMs = value(time, row);
        try {
            String code = UnvalidatedTransaction.currency(value(currency, row));
            UnvalidatedTransaction raw = new UnvalidatedTransaction(
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
                    payerLocation.from(row),
                    counterparty.from(row),
                    userAgent.from(row),
                    failedAttempts.from(row),
                    attributes.isEmpty() ? Map.of() : attributes(row));
            Transaction transaction = rows.read(raw, origin);
            warn(raw, transaction, warnings);
            return transaction;
        } catch (RecordRejectedException e) {
            throw bad(e, atMs);
        }
    }

    /** The event time of the row, with the same checks as for records. */
    long timeMs(Row row) {
        long atMs = value(time, row);
        try {
            return UnvalidatedTransaction.time("event_time", atMs, origin);
        } catch (RecordRejectedException e) {
            throw bad(e, atMs);
        }
    }

    private BadRowException bad(RecordRejectedException recordRejectedException, long atMs) {
        boolean aboutTime = "event_time".equals(recordRejectedException.field());
        return BadRowException.of(recordRejectedException, "", aboutTime ? times.hint(atMs, this::isPlausible) : "");
    }

    private boolean isPlausible(long ms) {
        try {
            UnvalidatedTransaction.time("event_time", ms, origin);
            return true;
        } catch (RecordRejectedException e) {
            return false;
        }
    }

    private static void warn(UnvalidatedTransaction raw, Transaction read, SuspiciousValues warnings) {
        warnings.id("id", raw.id());
        warnings.id("account", raw.accountId());
        warnings.id("card-token", raw.cardToken());
        warnings.id("device", raw.deviceId());
        warnings.id("counterparty", raw.counterpartyId());
        warnings.dropped("ip", raw.ip(), read.ip(), "an IP address");
        Integer attempts = raw.failedAttempts();
        warnings.dropped(
                "failed-attempts", attempts == null ? null : attempts.toString(), read.failedAttempts(), "a count");
        UnvalidatedTransaction.Merchant merchant = raw.merchant();
        if (merchant != null && read.merchant() != null) {
            warnings.id("merchant.id", merchant.id());
            warnings.dropped("merchant.mcc", merchant.mcc(), read.merchant().mcc(), "a category code of four digits");
            warnings.dropped(
                    "merchant.country", merchant.country(), read.merchant().country(), "a country of two letters");
        }
    }

    /** Whole minor units, except for the rounding error of binary fractions. */
    private long minorUnits(BigDecimal written, String currency) {
        BigDecimal value = written.signum() < 0 && amounts.negative() == ColumnSpec.NegativeAmounts.ABSOLUTE
                ? written.negate()
                : written;
        int digits = Boolean.TRUE.equals(amounts.minorUnits()) ? 0 : Currencies.minorDigits(currency);
        BigDecimal rounded = value.setScale(digits, RoundingMode.HALF_UP);
        if (amounts.rounding() == ColumnSpec.Rounding.REFUSE && !isSame(value, rounded)) {
            String kind = Boolean.TRUE.equals(amounts.minorUnits()) ? "minor units have" : currency + " has";
            throw new BadRowException(
                    "amount",
                    written.toPlainString() + " has more decimals than " + kind
                            + ": correct it, or set in the mapping the amount's rounding: half-up, or decimal-mark and"
                            + " grouping-mark");
        }
        BigDecimal minor = rounded.movePointRight(digits);
        if (minor.signum() < 0) {
            throw new BadRowException(
                    "amount",
                    written.toPlainString() + " is out of range: set negative: absolute or skip if these are refunds",
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
                    name + " is not a channel: map it with values to CARD_PRESENT,"
                            + " CARD_NOT_PRESENT, TRANSFER or CASH",
                    RejectionCode.SYMBOL_UNKNOWN);
        }
    }

    private static CellReader<String> ip(ColumnSpec.@Nullable Ip cell, CsvColumns csvColumns) {
        if (cell == null) {
            return row -> null;
        }
        CellReader<String> text = csvColumns.column(cell.column(), "ip");
        boolean number = cell.format() == ColumnSpec.Ip.Format.NUMBER;
        return row -> {
            String value = text.from(row);
            return value == null || !number ? value : dotted(value);
        };
    }

    /** Converts 3221225985 or "3221225985.0" to 192.0.2.1. */
    private static String dotted(String text) {
        BigDecimal number = NumberSyntax.PLAIN.parse(text, "ip");
        if (number.signum() < 0 || number.compareTo(LAST_IPV4) > 0) {
            throw new BadRowException("ip", text + " is not an IP address: correct it, or leave it empty");
        }
        long address = number.longValue();
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static CellReader<Integer> failedAttempts(ColumnSpec.@Nullable Text cell, CsvColumns csvColumns) {
        if (cell == null) {
            return row -> null;
        }
        CellReader<BigDecimal> count = csvColumns.decimal(cell, "failed-attempts");
        return row -> {
            BigDecimal value = count.from(row);
            try {
                return value == null ? null : value.intValueExact();
            } catch (ArithmeticException e) {
                throw new BadRowException("failed-attempts", value + " is not a count: correct it, or leave it empty");
            }
        };
    }

    private static CellReader<UnvalidatedTransaction.Merchant> merchant(
            CsvMapping.@Nullable MerchantColumns columns, CsvColumns csvColumns) {
        if (columns == null) {
            return row -> null;
        }
        CellReader<String> id = csvColumns.id(columns.id(), "merchant.id");
        CellReader<String> name = csvColumns.text(columns.name(), "merchant.name");
        CellReader<String> mcc = csvColumns.text(columns.mcc(), "merchant.mcc");
        CellReader<String> country = csvColumns.text(columns.country(), "merchant.country");
        CellReader<UnvalidatedTransaction.Point> location =
                GeoPointReader.of(columns.location(), csvColumns, "merchant.location");
        return row -> {
            String merchantId = id.from(row);
            return merchantId == null
                    ? null
                    : new UnvalidatedTransaction.Merchant(
                            merchantId, name.from(row), mcc.from(row), country.from(row), location.from(row));
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

    /** A required value. */
    private static <T> CellReader<T> required(CellReader<T> cell, String name) {
        return row -> {
            T value = cell.from(row);
            if (value == null) {
                throw new BadRowException(name, "is empty: fill it in, or remove the row", RejectionCode.FIELD_EMPTY);
            }
            return value;
        };
    }

    /** The value of a required cell. */
    private static <T> T value(CellReader<T> cell, Row row) {
        return Objects.requireNonNull(cell.from(row));
    }
}
