package io.nacre.codec;

/** Why a record became a dead letter. Stable: never renamed, only added to. */
public enum RejectionCode {
    /** The record has no value. */
    EMPTY,
    /** The bytes carry no known framing, or end too early, or leave bytes over. */
    UNREADABLE,
    /** The schema that wrote the record is not known here. */
    SCHEMA_UNKNOWN,
    /** The schema that wrote the record cannot be read as ours. */
    SCHEMA_INCOMPATIBLE,
    /** A required field is empty. */
    FIELD_EMPTY,
    /** A text is longer than its field allows. */
    TEXT_TOO_LONG,
    /** A text holds what looks like a card number. */
    CARD_NUMBER,
    /** The amount is negative or absurdly large. */
    AMOUNT_RANGE,
    /** Not an ISO 4217 code. */
    CURRENCY_UNKNOWN,
    /** NaN, infinite, or not on the globe. */
    PLACE_IMPOSSIBLE,
    /** Event time before 1990, or further ahead of the broker's clock than allowed. */
    TIME_RANGE,
    /** A number is NaN or infinite. */
    NOT_A_NUMBER,
    /** The record is larger than its topic allows. */
    RECORD_TOO_LARGE,
    /** A word of a closed list, such as the channel, is not known here. */
    SYMBOL_UNKNOWN,
    /** A map or a list has more entries than its field allows. */
    ENTRIES_TOO_MANY,
    /** A text does not have its field's form, such as a URI or a SHA-256. */
    FIELD_MALFORMED,
    /** The topic demands signed records, and this one is not. */
    SIGNATURE_MISSING,
    /** Topic, key or value are not what was signed, or the key is not accepted there. */
    SIGNATURE_WRONG
}
