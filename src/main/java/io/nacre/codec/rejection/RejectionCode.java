package io.nacre.codec.rejection;

/** Why a record became a dead letter. Stable: never renamed, only added to. */
public enum RejectionCode {
    EMPTY("the record has no value", "send the transaction as the record's value; tombstones are not supported"),
    UNREADABLE(
            "the value has no known framing, does not follow its schema, ends too early, has extra bytes, or is malformed"
                    + " JSON",
            "write with Avro's single-object encoding, or Confluent's and run with --schema-registry; send JSON in"
                    + " UTF-8"),
    SCHEMA_UNKNOWN(
            "the writer's schema is unknown",
            "write with a schema of a release, or register it, then send the record again"),
    SCHEMA_INCOMPATIBLE(
            "the writer's schema is incompatible with the contract", "compare it with the contract in schemas/"),
    FIELD_EMPTY("a required field is empty", "fill it; spaces and control characters do not count"),
    TEXT_TOO_LONG("a text is longer than its field allows", "shorten it: 128 characters for an id, 256 for a name"),
    CARD_NUMBER("an id contains a possible card number", "send a token instead"),
    AMOUNT_RANGE("the amount is negative or above 2^53", "send minor units, from 0"),
    CURRENCY_UNKNOWN("the currency is not an ISO 4217 code", "send three letters, such as EUR"),
    COORDINATES_INVALID("a coordinate is NaN, infinite or not on the globe", "send degrees, or null where unknown"),
    TIME_RANGE(
            "the event time is before 1990, or more than a day ahead of the record's arrival",
            "send milliseconds since 1970; check the sender's clock"),
    NOT_A_NUMBER("a number is NaN or infinite", "send null where unknown"),
    RECORD_TOO_LARGE("the record is larger than 64 KiB", "remove what does not belong to a field of the schema"),
    SYMBOL_UNKNOWN(
            "an enum symbol, such as the channel, is unknown to this version",
            "send a symbol of the schema, or update the job first"),
    ENTRIES_TOO_MANY("a map or a list has more than 32 entries", "send fewer attributes"),
    FIELD_MALFORMED(
            "a value does not have the type or format of its field, such as a URI or a SHA-256, or is in the JSON twice",
            "see the field's doc"),
    SIGNATURE_MISSING(
            "the topic requires signed records, and this record has no signature", "sign it, as by --sign-keys"),
    SIGNATURE_WRONG(
            "the signature does not match topic, key and value, or its key is not accepted for the topic",
            "sign with a key that the job accepts for the topic"),
    VERSION_RANGE(
            "a version is negative, or more than a day ahead of the record's timestamp, so nothing could override it",
            "send milliseconds since 1970; check the sender's clock"),
    ERASURE_REFUSED(
            "the account to erase is frozen or on the block list, so its history is still needed",
            "release the account or remove it from the list, then request the erasure again"),
    FIELD_UNKNOWN(
            "a JSON object has a field that the contract does not have",
            "remove the field, or correct its name as the detail suggests");

    private final String meaning;
    private final String remedy;

    RejectionCode(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The code with this name; {@link #UNREADABLE} for a code of a newer version. */
    public static RejectionCode of(String name) {
        for (RejectionCode code : values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return UNREADABLE;
    }

    /** The fault, in plain words. */
    public String meaning() {
        return meaning;
    }

    /** The remedy for the sender, in plain words. */
    public String remedy() {
        return remedy;
    }
}
