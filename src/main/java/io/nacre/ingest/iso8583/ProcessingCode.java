package io.nacre.ingest.iso8583;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a card transaction: the first two digits of data element 3.
 *
 * @param channel null if data element 22 gives it
 * @param skipReason why such a message is no payment; null for a payment
 */
record ProcessingCode(@Nullable Channel channel, @Nullable String skipReason) {

    /** Goods and services; also for messages without the element. */
    private static final ProcessingCode PURCHASE = new ProcessingCode(null, null);

    private static final ProcessingCode CASH = new ProcessingCode(Channel.CASH, null);
    private static final ProcessingCode TRANSFER = new ProcessingCode(Channel.TRANSFER, null);

    private static final int CODE_DIGITS = 2;

    static ProcessingCode of(Iso8583Message message) throws RecordRejectedException {
        String text = message.text(3);
        if (text == null) {
            return PURCHASE;
        }
        if (text.length() < CODE_DIGITS || !Iso8583Message.areDigits(text)) {
            throw Iso8583Message.malformed(3, "channel", "is no number of six digits; send a processing code");
        }
        int code = Integer.parseInt(text, 0, CODE_DIGITS, 10);
        if (code == 1 || code == 17) {
            return CASH;
        }
        return switch (code / 10) {
            case 0, 1, 5 -> PURCHASE;
            case 2 -> skipped("credit or refund (processing code 20 to 29)");
            case 3 -> skipped("inquiry (processing code 30 to 39)");
            case 4 -> TRANSFER;
            default -> skipped("administrative (processing code 60 to 99)");
        };
    }

    private static ProcessingCode skipped(String reason) {
        return new ProcessingCode(null, reason);
    }
}
