package io.nacre.app.analyst;

import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.secret.OutputEscaper;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Formats a transaction for analysts: payer, payee, amount, time, place and means of payment. */
final class TransactionFormatter {

    /** The number of token characters shown, enough to distinguish the cards of one account. */
    private static final int TOKEN_END = 4;

    /** The minimum length of a token to show its end; of a shorter one too much would be visible. */
    private static final int TOKEN_CHARACTERS = 12;

    private TransactionFormatter() {}

    /** Prints the transaction, without lines for missing values. */
    static void print(Transaction payment, PrintWriter out) {
        out.println("payment " + OutputEscaper.line(payment.id()));
        Map<String, @Nullable String> lines = new LinkedHashMap<>();
        lines.put("account", payment.accountId());
        lines.put("amount", payment.amount().text());
        lines.put("time", Instant.ofEpochMilli(payment.eventTimeMs()).toString());
        lines.put("channel", payment.channel().name());
        lines.put("merchant", payment.merchant() == null ? null : text(payment.merchant()));
        lines.put("IP address", payment.ip());
        lines.put("device", payment.deviceId());
        lines.put("counterparty", payment.counterpartyId());
        lines.put("card", card(payment));
        lines.forEach((name, value) -> {
            if (value != null) {
                out.printf("  %-13s %s%n", name, OutputEscaper.line(value));
            }
        });
    }

    /** The transaction for programs, with the field names of the contract. */
    static Map<String, @Nullable Object> fields(Transaction payment) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("transaction_id", payment.id());
        fields.put("account_id", payment.accountId());
        fields.put("amount", payment.amount().decimal());
        fields.put("currency", payment.amount().currency());
        fields.put("event_time", Instant.ofEpochMilli(payment.eventTimeMs()));
        fields.put("channel", payment.channel());
        Merchant merchant = payment.merchant();
        fields.put("merchant_id", merchant == null ? null : merchant.id());
        fields.put("merchant_name", merchant == null ? null : merchant.name());
        fields.put("merchant_category", merchant == null ? null : merchant.mcc());
        fields.put("merchant_country", merchant == null ? null : merchant.country());
        fields.put("ip", payment.ip());
        fields.put("device_id", payment.deviceId());
        fields.put("counterparty_id", payment.counterpartyId());
        fields.put("card", card(payment));
        return fields;
    }

    private static String text(Merchant merchant) {
        return Stream.of(merchant.id(), merchant.name(), merchant.mcc(), merchant.country())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String card(Transaction payment) {
        String token = payment.cardToken();
        if (token == null) {
            return null;
        }
        return "****" + (token.length() < TOKEN_CHARACTERS ? "" : token.substring(token.length() - TOKEN_END));
    }
}
