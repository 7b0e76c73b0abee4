package io.nacre.ingest.iso20022;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message that becomes transactions or events, of any version. The names are those of its elements. */
enum Iso20022Type {
    /** A credit transfer between banks. */
    PACS_008(
            "pacs.008",
            "FIToFICstmrCdtTrf",
            "GrpHdr",
            null,
            "CdtTrfTxInf",
            Set.of(
                    "MsgId",
                    "CreDtTm",
                    "PmtId/UETR",
                    "PmtId/TxId",
                    "PmtId/InstrId",
                    "PmtId/EndToEndId",
                    "IntrBkSttlmAmt",
                    "IntrBkSttlmAmt@Ccy",
                    "AccptncDtTm",
                    "DbtrAcct/Id/IBAN",
                    "DbtrAcct/Id/Othr/Id",
                    "CdtrAcct/Id/IBAN",
                    "CdtrAcct/Id/Othr/Id",
                    "DbtrAgt/FinInstnId/BICFI",
                    "CdtrAgt/FinInstnId/BICFI",
                    "Cdtr/PstlAdr/Ctry",
                    "Purp/Cd")),
    /** The payer's order to its bank. */
    PAIN_001(
            "pain.001",
            "CstmrCdtTrfInitn",
            "GrpHdr",
            "PmtInf",
            "CdtTrfTxInf",
            Set.of(
                    "MsgId",
                    "CreDtTm",
                    "PmtId/UETR",
                    "PmtId/InstrId",
                    "PmtId/EndToEndId",
                    "Amt/InstdAmt",
                    "Amt/InstdAmt@Ccy",
                    "Amt/EqvtAmt/Amt",
                    "Amt/EqvtAmt/Amt@Ccy",
                    "DbtrAcct/Id/IBAN",
                    "DbtrAcct/Id/Othr/Id",
                    "CdtrAcct/Id/IBAN",
                    "CdtrAcct/Id/Othr/Id",
                    "DbtrAgt/FinInstnId/BICFI",
                    "CdtrAgt/FinInstnId/BICFI",
                    "Cdtr/PstlAdr/Ctry",
                    "Purp/Cd")),
    /** The request to cancel payments. */
    CAMT_056(
            "camt.056",
            "FIToFIPmtCxlReq",
            "Assgnmt",
            "Undrlyg",
            "TxInf",
            Set.of(
                    "Id",
                    "CreDtTm",
                    "OrgnlGrpInfAndCxl/OrgnlMsgId",
                    "CxlId",
                    "OrgnlGrpInf/OrgnlMsgId",
                    "OrgnlUETR",
                    "OrgnlTxId",
                    "OrgnlInstrId",
                    "OrgnlEndToEndId",
                    "OrgnlTxRef/DbtrAcct/Id/IBAN",
                    "OrgnlTxRef/DbtrAcct/Id/Othr/Id"));

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

    private final String code;
    private final String body;
    private final String header;
    private final @Nullable String batch;
    private final String entry;

    @SuppressWarnings("ImmutableEnumChecker") // An immutable set; the type Set does not show it.
    private final Set<String> paths;

    /**
     * @param body the only child of the document
     * @param header the child of the body with what all payments share
     * @param batch the child of the body with several payments; null if the payments are children of the body
     * @param entry the element of one payment
     * @param paths what is read, below header, batch or entry; an attribute after @
     */
    Iso20022Type(String code, String body, String header, @Nullable String batch, String entry, Set<String> paths) {
        this.code = code;
        this.body = body;
        this.header = header;
        this.batch = batch;
        this.entry = entry;
        this.paths = paths;
    }

    /** The type of a message; null if it is none of these. */
    static @Nullable Iso20022Type of(@Nullable String namespace, String body) {
        for (Iso20022Type type : values()) {
            if (type.body.equals(body) && namespace != null && namespace.startsWith(NAMESPACE + type.code + ".")) {
                return type;
            }
        }
        return null;
    }

    String header() {
        return header;
    }

    @Nullable
    String batch() {
        return batch;
    }

    String entry() {
        return entry;
    }

    boolean reads(String path) {
        return paths.contains(path);
    }
}
