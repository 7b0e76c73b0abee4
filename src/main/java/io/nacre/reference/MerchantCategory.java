package io.nacre.reference;

/** A coarse merchant category. The order is part of the feature vector, so it must not change. */
public enum MerchantCategory {
    TRAVEL,
    LODGING,
    TRANSPORT,
    UTILITY_TELECOM,
    GROCERY,
    FUEL,
    RESTAURANT,
    RETAIL,
    CLOTHING,
    ELECTRONICS,
    DIGITAL_GOODS,
    HEALTH,
    ENTERTAINMENT,
    EDUCATION,
    PROFESSIONAL_SERVICES,
    GAMBLING,
    MONEY_TRANSFER,
    CASH,
    /** As good as cash: foreign currency, crypto, money orders. */
    QUASI_CASH,
    GOVERNMENT,
    OTHER
}
