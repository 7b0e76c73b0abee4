package io.nacre.codec;

/** Why a record became a dead letter. Stable: never renamed, only added to. */
public enum RejectionCode {
    EMPTY("the record has no value", "send the payment as the record's value; a tombstone says nothing here"),
    UNREADABLE(
            "the bytes carry no known framing, do not follow their schema, end too early or leave bytes over",
            "write with Avro's single-object encoding, or Confluent's and run with --schema-registry"),
    SCHEMA_UNKNOWN(
            "the schema that wrote the record is not known here",
            "write with a schema of a release, or register it, then send the record again"),
    SCHEMA_INCOMPATIBLE(
            "the schema that wrote the record cannot be read as ours", "compare it with the one in schemas"),
    FIELD_EMPTY("a required field is empty", "fill it; spaces and control characters do not count"),
    TEXT_TOO_LONG("a text is longer than its field allows", "shorten it: 128 characters for an id, 256 for a name"),
    CARD_NUMBER("an id holds what looks like a card number", "send a token in its place"),
    AMOUNT_RANGE("the amount is negative or above 2^53", "send minor units, from 0"),
    CURRENCY_UNKNOWN("not a code of ISO 4217", "send three letters, such as EUR"),
    PLACE_IMPOSSIBLE("a place that is NaN, infinite or not on the globe", "send degrees, or null where unknown"),
    TIME_RANGE(
            "the event time is before 1990, or more than a day ahead of the record's arrival",
            "send milliseconds since 1970; check the sender's clock"),
    NOT_A_NUMBER("a number is NaN or infinite", "send null where unknown"),
    RECORD_TOO_LARGE("the record is larger than 64 KiB", "leave out what no field of the schema holds"),
    SYMBOL_UNKNOWN(
            "a word of a closed list, such as the channel, is not known to this version",
            "send one of the schema's words, or update the job first"),
    ENTRIES_TOO_MANY("a map or a list has more than 32 entries", "send fewer attributes"),
    FIELD_MALFORMED("a text does not have its field's form, such as a URI or a SHA-256", "see the field's doc"),
    SIGNATURE_MISSING("the topic demands signed records, and this one is not", "sign it, as by --sign-keys"),
    SIGNATURE_WRONG(
            "topic, key or value are not what was signed, or the key is not accepted there",
            "sign with a key that the job accepts for the topic"),
    VERSION_RANGE(
            "a version is negative, or more than a day ahead of the record's own timestamp: nothing could override it",
            "send milliseconds since 1970; check the sender's clock"),
    ERASURE_REFUSED(
            "an erasure of an account that is frozen or on the block list: its history is needed, and it would pay again",
            "release the account or take it off the list, then order the erasure again");

    private final String meaning;
    private final String remedy;

    RejectionCode(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The code of this name; {@link #UNREADABLE} for one that is newer than this version. */
    static RejectionCode of(String name) {
        for (RejectionCode code : values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return UNREADABLE;
    }

    /** What was wrong with the record, in plain words. */
    public String meaning() {
        return meaning;
    }

    /** What whoever sent it can do, in plain words. */
    public String remedy() {
        return remedy;
    }
}
