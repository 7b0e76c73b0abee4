package io.nacre.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.Currencies;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Converts decimal amounts to minor units, exactly. */
public final class DecimalAmounts {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,18})?");

    /** Bounds the work; amounts have far fewer. */
    private static final int MAX_DIGITS = 40;

    private DecimalAmounts() {}

    /**
     * The amount in minor units; any number of zeros may follow its last decimal.
     *
     * @param text such as 19.99
     * @param currency a code of ISO 4217
     * @param field of the contract, for the message
     */
    public static long minorUnits(String text, String currency, String field) throws RecordRejectedException {
        if (!DECIMAL.matcher(text).matches()) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    field,
                    "comes from an amount that is no decimal number; send one such as" + " 19.99");
        }
        return minorUnits(new BigDecimal(text), currency, field);
    }

    /** The amount in minor units. */
    public static long minorUnits(BigDecimal amount, String currency, String field) throws RecordRejectedException {
        if (amount.precision() > MAX_DIGITS || Math.abs((long) amount.scale()) > MAX_DIGITS) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    field,
                    "comes from an amount with more than " + MAX_DIGITS + " digits; send one such as 19.99");
        }
        BigDecimal minor = amount.movePointRight(Currencies.minorDigits(currency));
        if (minor.stripTrailingZeros().scale() > 0) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    field,
                    "comes from an amount with more decimals than its currency has; send it in full minor units");
        }
        // Beyond a long it is above the limit of amounts, which the validator says.
        boolean fits = minor.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? minor.longValueExact() : minor.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
