package io.nacre.ingest.iso20022;

/** Messages of ISO 20022 written by hand. */
final class CreditTransfer {

    static final String PAYER = "NL91ABNA0417164300";
    static final String PAYEE = "DE89370400440532013000";
    static final String UETR = "eb6305c9-1f7f-49de-aed0-16487c27b42d";

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";

    private CreditTransfer() {}

    /** A document of these payments. */
    static String pacs008(String... payments) {
        return document(
                "pacs.008.001.08",
                "<FIToFICstmrCdtTrf><GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2026-11-30T09:30:00Z</CreDtTm><NbOfTxs>"
                        + payments.length + "</NbOfTxs></GrpHdr>" + String.join("", payments) + "</FIToFICstmrCdtTrf>");
    }

    /** A payment of an amount, with these references. */
    static String payment(String references, String currency, String amount) {
        return "<CdtTrfTxInf><PmtId>" + references + "</PmtId><IntrBkSttlmAmt Ccy=\"" + currency + "\">" + amount
                + "</IntrBkSttlmAmt><Dbtr><Nm>A. Payer</Nm></Dbtr><DbtrAcct><Id><IBAN>" + PAYER
                + "</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><BICFI>ABNANL2A</BICFI></FinInstnId></DbtrAgt>"
                + "<Cdtr><Nm>B. Payee</Nm><PstlAdr><Ctry>DE</Ctry></PstlAdr></Cdtr><CdtrAcct><Id><IBAN>" + PAYEE
                + "</IBAN></Id></CdtrAcct><RmtInf><Ustrd>Rent</Ustrd></RmtInf></CdtTrfTxInf>";
    }

    static String payment() {
        return payment(
                "<InstrId>I-1</InstrId><EndToEndId>E-1</EndToEndId><TxId>T-1</TxId><UETR>" + UETR + "</UETR>",
                "EUR",
                "850.5");
    }

    /** Two orders of one account. */
    static String pain001() {
        String batch =
                "<PmtInf><PmtInfId>P-1</PmtInfId><Dbtr><Nm>A. Payer</Nm></Dbtr><DbtrAcct><Id><Othr><Id>1234567</Id>"
                        + "</Othr></Id></DbtrAcct>";
        return document(
                "pain.001.001.03",
                "<CstmrCdtTrfInitn><GrpHdr><MsgId>ORDER-7</MsgId><CreDtTm>2026-11-30T10:30:00+01:00</CreDtTm></GrpHdr>"
                        + batch + order("E-1", "10.00") + order("E-2", "20") + "</PmtInf></CstmrCdtTrfInitn>");
    }

    private static String order(String endToEnd, String amount) {
        return "<CdtTrfTxInf><PmtId><EndToEndId>" + endToEnd + "</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">"
                + amount + "</InstdAmt></Amt><CdtrAcct><Id><IBAN>" + PAYEE + "</IBAN></Id></CdtrAcct></CdtTrfTxInf>";
    }

    /** The cancellation of the payment. */
    static String camt056(String transaction) {
        return document(
                "camt.056.001.11",
                "<FIToFIPmtCxlReq><Assgnmt><Id>CXL-1</Id><CreDtTm>2026-11-30T11:00:00Z</CreDtTm></Assgnmt><Undrlyg>"
                        + "<OrgnlGrpInfAndCxl><OrgnlMsgId>MSG-1</OrgnlMsgId></OrgnlGrpInfAndCxl>" + transaction
                        + "</Undrlyg></FIToFIPmtCxlReq>");
    }

    static String cancelled(String references) {
        return "<TxInf><CxlId>C-9</CxlId>" + references + "<OrgnlTxRef><DbtrAcct><Id><IBAN>" + PAYER
                + "</IBAN></Id></DbtrAcct></OrgnlTxRef></TxInf>";
    }

    static String document(String version, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"" + NAMESPACE + version + "\">" + body
                + "</Document>";
    }
}
