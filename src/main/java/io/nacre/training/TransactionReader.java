package io.nacre.training;

import io.nacre.payment.Channel;
import io.nacre.payment.Currencies;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Place;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes transactions of rows. */
final class TransactionReader {

    private static final BigDecimal LAST_IPV4 = BigDecimal.valueOf(0xffff_ffffL);

    private final Take<String> id;
    private final Take<Long> time;
    private final Take<String> account;
    private final Take<String> cardToken;
    private final Take<String> amount;
    private final Cells.@Nullable Negative negative;
    private final Take<String> currency;
    private final Take<String> channel;
    private final Take<String> ip;
    private final Take<String> device;
    private final Take<Merchant> merchant;
    private final Take<Place> payerPlace;
    private final Take<String> counterparty;
    private final Take<String> userAgent;
    private final Take<Integer> failedAttempts;
    private final Map<String, Take<String>> attributes = new LinkedHashMap<>();

    TransactionReader(Mapping.Columns columns, Header header) {
        id = header.required(columns.id(), "id");
        time = header.time(columns.time(), "time");
        account = header.required(columns.account(), "account");
        cardToken = header.text(columns.cardToken(), "card-token");
        amount = header.required(columns.amount().text(), "amount");
        negative = columns.amount().negative();
        currency = header.required(columns.currency(), "currency");
        channel = header.required(columns.channel(), "channel");
        ip = ip(columns.ip(), header);
        device = header.text(columns.device(), "device");
        merchant = merchant(columns.merchant(), header);
        payerPlace = PlaceReader.of(columns.payerPlace(), header, "payer-place");
        counterparty = header.text(columns.counterparty(), "counterparty");
        userAgent = header.text(columns.userAgent(), "user-agent");
        failedAttempts = failedAttempts(columns.failedAttempts(), header);
        for (String column : Objects.requireNonNull(columns.attributes())) {
            attributes.put(column, header.freeText(column, "attributes"));
        }
    }

    /** The transaction of the row, or null where the mapping says to skip it. */
    @Nullable
    Transaction read(Row row) {
        BigDecimal major = Header.decimal(value(amount, row), "amount");
        if (major.signum() < 0) {
            if (negative == Cells.Negative.SKIP) {
                return null;
            }
            major = negative == Cells.Negative.ABSOLUTE ? major.negate() : major;
        }
        return new Transaction(
                value(id, row),
                timeMs(row),
                value(account, row),
                cardToken.from(row),
                money(major, value(currency, row)),
                channel(value(channel, row)),
                ip.from(row),
                device.from(row),
                merchant.from(row),
                payerPlace.from(row),
                counterparty.from(row),
                userAgent.from(row),
                failedAttempts.from(row),
                attributes.isEmpty() ? Map.of() : attributes(row));
    }

    long timeMs(Row row) {
        Long atMs = time.from(row);
        if (atMs == null) {
            throw new BadRowException("time", "is empty; fill it in, or remove the row");
        }
        return atMs;
    }

    private static Money money(BigDecimal major, String currency) {
        if (!Currencies.isKnown(currency)) {
            throw new BadRowException("currency", currency + " is no ISO 4217 code; correct it");
        }
        int digits = Currencies.minorDigits(currency);
        BigDecimal minor = major.movePointRight(digits).setScale(0, RoundingMode.HALF_UP);
        if (minor.signum() < 0 || minor.compareTo(BigDecimal.valueOf(Money.MAX_MINOR_UNITS)) > 0) {
            throw new BadRowException(
                    "amount", major + " is out of range; state negative: absolute or skip if these are refunds");
        }
        return new Money(minor.longValue(), currency);
    }

    private static Channel channel(String name) {
        try {
            return Channel.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new BadRowException(
                    "channel",
                    name + " is no channel; map it with values to CARD_PRESENT,"
                            + " CARD_NOT_PRESENT, TRANSFER or CASH");
        }
    }

    private static Take<String> ip(Cells.@Nullable Ip cell, Header header) {
        if (cell == null) {
            return row -> null;
        }
        Take<String> text = header.freeText(cell.column(), "ip");
        boolean number = cell.format() == Cells.Ip.Format.NUMBER;
        return row -> {
            String value = text.from(row);
            String canonical = value == null ? null : IpAddress.canonical(number ? dotted(value) : value);
            if (value != null && canonical == null) {
                throw new BadRowException("ip", value + " is no IP address; correct it, or leave it empty");
            }
            return canonical;
        };
    }

    /** 3221225985 or "3221225985.0" as 192.0.2.1; what is no number stays as it is, to be refused. */
    private static String dotted(String text) {
        BigDecimal number = Header.decimal(text, "ip");
        if (number.signum() < 0 || number.compareTo(LAST_IPV4) > 0) {
            return text;
        }
        long address = number.longValue();
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private static Take<Integer> failedAttempts(Cells.@Nullable Text cell, Header header) {
        Take<String> text = header.text(cell, "failed-attempts");
        return row -> {
            String value = text.from(row);
            if (value == null) {
                return null;
            }
            try {
                int attempts = Header.decimal(value, "failed-attempts").intValueExact();
                if (attempts >= 0) {
                    return attempts;
                }
            } catch (ArithmeticException e) {
                // Not a whole number: as good as a negative one.
            }
            throw new BadRowException("failed-attempts", value + " is no count; correct it, or leave it empty");
        };
    }

    private static Take<Merchant> merchant(Mapping.@Nullable MerchantColumns columns, Header header) {
        if (columns == null) {
            return row -> null;
        }
        Take<String> id = header.text(columns.id(), "merchant.id");
        Take<String> name = header.text(columns.name(), "merchant.name");
        Take<String> mcc = header.text(columns.mcc(), "merchant.mcc");
        Take<String> country = header.text(columns.country(), "merchant.country");
        Take<Place> place = PlaceReader.of(columns.place(), header, "merchant.place");
        return row -> {
            String known = id.from(row);
            return known == null
                    ? null
                    : new Merchant(known, name.from(row), mcc.from(row), country.from(row), place.from(row));
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

    /** For cells the header already made sure of. */
    private static String value(Take<String> cell, Row row) {
        return Objects.requireNonNull(cell.from(row));
    }
}
