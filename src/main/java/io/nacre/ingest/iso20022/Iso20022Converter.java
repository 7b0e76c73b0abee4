package io.nacre.ingest.iso20022;

import io.nacre.codec.mapping.UnvalidatedLifecycleEvent;
import io.nacre.codec.mapping.UnvalidatedTransaction;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.DecimalAmounts;
import io.nacre.ingest.IngestSink;
import io.nacre.ingest.MessageConverter;
import io.nacre.ingest.RecordTokens;
import io.nacre.ingest.iso20022.Iso20022Message.Entry;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts credit transfers (pacs.008) and payment orders (pain.001) to transactions, and cancellation requests
 * (camt.056) to lifecycle events. Account numbers become tokens. A faulty payment is rejected alone; of a document that
 * cannot be read to its end nothing is used. Not thread-safe.
 */
public final class Iso20022Converter implements MessageConverter {

    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private final RecordTokens tokens;
    private final LifecycleEvent.Type cancellation;
    private final @Nullable ZoneId zone;
    private final UnvalidatedTransaction.Reader transactions = new UnvalidatedTransaction.Reader();

    /**
     * @param cancellation the event that a cancellation request becomes
     * @param zone of times without an offset; null to reject them
     */
    public Iso20022Converter(RecordTokens tokens, LifecycleEvent.Type cancellation, @Nullable ZoneId zone) {
        this.tokens = tokens;
        this.cancellation = cancellation;
        this.zone = zone;
    }

    @Override
    public void convert(byte[] document, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        Iso20022Message message = Iso20022Reader.read(document);
        int number = 0;
        for (Entry entry : message.entries()) {
            number++;
            try {
                switch (message.type()) {
                    case PACS_008, PAIN_001 -> sink.transaction(transactions.read(transaction(message, entry), origin));
                    case CAMT_056 -> sink.lifecycleEvent(event(message, entry).read(origin));
                }
            } catch (RecordRejectedException e) {
                sink.rejected("payment " + number, e);
            }
        }
    }

    /** Without letters and digits, except in the names of elements. */
    @Override
    public byte[] masked(byte[] document) {
        byte[] copy = document.clone();
        boolean inName = false;
        for (int i = 0; i < copy.length; i++) {
            byte c = copy[i];
            boolean word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c < 0;
            if (c == '<') {
                inName = true;
            } else if (inName && !word && c != '/' && c != '_' && c != '.') {
                inName = false;
            } else if (!inName && word) {
                copy[i] = CardNumberDetector.MASK;
            }
        }
        return copy;
    }

    private UnvalidatedTransaction transaction(Iso20022Message message, Entry entry) throws RecordRejectedException {
        boolean order = message.type() == Iso20022Type.PAIN_001;
        String path =
                !order ? "IntrBkSttlmAmt" : entry.text("Amt/InstdAmt") == null ? "Amt/EqvtAmt/Amt" : "Amt/InstdAmt";
        String currency =
                UnvalidatedTransaction.currency(required(entry.text(path + "@Ccy"), "currency", path + " Ccy"));
        String accepted = order ? null : entry.text("AccptncDtTm");
        return new UnvalidatedTransaction(
                id(
                        message.header().get("MsgId"),
                        entry.text("PmtId/UETR"),
                        order ? null : entry.text("PmtId/TxId"),
                        entry.text("PmtId/InstrId"),
                        entry.text("PmtId/EndToEndId"),
                        "id"),
                accepted == null
                        ? time(message.header().get("CreDtTm"), "event_time", "CreDtTm")
                        : time(accepted, "event_time", "AccptncDtTm"),
                account(entry.firstOf("DbtrAcct/Id/IBAN", "DbtrAcct/Id/Othr/Id"), "account_id", "DbtrAcct"),
                null,
                DecimalAmounts.minorUnits(required(entry.text(path), "amount_minor", path), currency, "amount_minor"),
                currency,
                Channel.TRANSFER,
                null,
                null,
                null,
                null,
                payee(entry),
                null,
                null,
                attributes(entry));
    }

    private UnvalidatedLifecycleEvent event(Iso20022Message message, Entry entry) throws RecordRejectedException {
        String group = entry.firstOf("OrgnlGrpInf/OrgnlMsgId", "OrgnlGrpInfAndCxl/OrgnlMsgId");
        String id = id(
                group,
                entry.text("OrgnlUETR"),
                entry.text("OrgnlTxId"),
                entry.text("OrgnlInstrId"),
                entry.text("OrgnlEndToEndId"),
                "transaction_id");
        String request = entry.text("CxlId");
        if (request == null) {
            request = required(message.header().get("Id"), "event_id", "Assgnmt Id");
        }
        return new UnvalidatedLifecycleEvent(
                account(
                        entry.firstOf("OrgnlTxRef/DbtrAcct/Id/IBAN", "OrgnlTxRef/DbtrAcct/Id/Othr/Id"),
                        "account_id",
                        "OrgnlTxRef DbtrAcct"),
                id,
                "c" + request + "-" + id,
                cancellation,
                null,
                null,
                time(message.header().get("CreDtTm"), "occurred_at", "CreDtTm"));
    }

    /** The unique end-to-end reference, which all messages of a payment share; else the message and its reference. */
    private static String id(
            @Nullable String group,
            @Nullable String uetr,
            @Nullable String transaction,
            @Nullable String instruction,
            @Nullable String endToEnd,
            String field)
            throws RecordRejectedException {
        if (uetr != null) {
            return "u" + uetr.toLowerCase(Locale.ROOT);
        }
        String given = NOT_PROVIDED.equals(endToEnd) ? null : endToEnd;
        String reference = transaction != null
                ? "t" + transaction
                : instruction != null ? "i" + instruction : given == null ? null : "e" + given;
        return "m" + required(group, field, "MsgId, as there is no UETR") + "-"
                + required(reference, field, "UETR, TxId, InstrId or EndToEndId");
    }

    private String account(@Nullable String number, String field, String element) throws RecordRejectedException {
        return tokens.account(field, required(number, field, element));
    }

    private @Nullable String payee(Entry entry) throws RecordRejectedException {
        String number = entry.firstOf("CdtrAcct/Id/IBAN", "CdtrAcct/Id/Othr/Id");
        return number == null ? null : tokens.account("counterparty_id", number);
    }

    private static Map<String, String> attributes(Entry entry) {
        Map<String, String> attributes = new HashMap<>();
        put(attributes, "debtor_agent", entry.text("DbtrAgt/FinInstnId/BICFI"));
        put(attributes, "creditor_agent", entry.text("CdtrAgt/FinInstnId/BICFI"));
        put(attributes, "creditor_country", entry.text("Cdtr/PstlAdr/Ctry"));
        put(attributes, "purpose", entry.text("Purp/Cd"));
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private long time(@Nullable String raw, String field, String element) throws RecordRejectedException {
        String text = required(raw, field, element);
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return localTime(text, field, element);
        }
    }

    private long localTime(String text, String field, String element) throws RecordRejectedException {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw malformed(field, element, "is no time; send one such as 2026-11-30T09:30:00+01:00");
        }
        if (zone == null) {
            throw malformed(field, element, "has no offset; send one such as +01:00, or set --time-zone");
        }
        try {
            return local.atZone(zone).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw malformed(field, element, "is out of range; send the time of the payment");
        }
    }

    private static String required(@Nullable String text, String field, String element) throws RecordRejectedException {
        if (text == null) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY, field, "comes from " + element + ", which is missing or empty; send it");
        }
        return text;
    }

    private static RecordRejectedException malformed(String field, String element, String fault) {
        return new RecordRejectedException(
                RejectionCode.FIELD_MALFORMED, field, "comes from " + element + ", which " + fault);
    }
}
