package io.nacre.simulation;

/** The merchant types of the simulated world, with their prices. */
enum MerchantType {
    GROCERY("5411", 32, 0.7, 0.26, false, 0.001),
    BAKERY("5462", 6, 0.4, 0.10, false, 0),
    RESTAURANT("5812", 38, 0.6, 0.14, false, 0),
    FUEL("5541", 55, 0.3, 0.08, false, 0),
    PHARMACY("5912", 18, 0.7, 0.06, false, 0.002),
    CLOTHES("5651", 60, 0.7, 0.07, false, 0.06),
    HOTEL("7011", 180, 0.6, 0.02, false, 0.02),
    CASH_MACHINE("6011", 80, 0.6, 0.06, false, 0),
    JEWELLER("5944", 220, 0.9, 0.01, false, 0.03),
    ELECTRONICS_SHOP("5732", 180, 0.9, 0.03, false, 0.03),
    WEB_SHOP("5999", 45, 0.8, 0.20, true, 0.04),
    WEB_FASHION("5691", 70, 0.6, 0.08, true, 0.16),
    WEB_ELECTRONICS("5734", 160, 0.9, 0.05, true, 0.06),
    GAMES("5816", 20, 0.7, 0.06, true, 0.01),
    STREAMING("5815", 11, 0.3, 0.06, true, 0.005),
    TRAVEL_AGENT("4722", 240, 0.8, 0.03, true, 0.05),
    GIFT_CARDS("5947", 50, 0.6, 0.02, true, 0),
    BETTING("7995", 40, 0.8, 0.02, true, 0),
    CRYPTO("6051", 150, 1.0, 0.01, true, 0);

    private final String mcc;
    private final double median;
    private final double sigma;
    private final double share;
    private final boolean online;
    private final double refunded;

    /**
     * Creates a merchant type.
     *
     * @param median median amount, in euro
     * @param sigma standard deviation of the logarithm of the amount
     * @param share relative number of merchants of this type
     * @param refunded share of sales that are refunded: most for clothes, which are tried on at home; a few per cent of
     *     all online sales, because most buyers in shops try first
     */
    MerchantType(String mcc, double median, double sigma, double share, boolean online, double refunded) {
        this.mcc = mcc;
        this.median = median;
        this.sigma = sigma;
        this.share = share;
        this.online = online;
        this.refunded = refunded;
    }

    static MerchantType any(boolean online, SeededRandom seededRandom) {
        MerchantType[] types = values();
        double[] weights = new double[types.length];
        for (int i = 0; i < types.length; i++) {
            weights[i] = types[i].online == online ? types[i].share : 0;
        }
        return types[seededRandom.weighted(weights)];
    }

    String mcc() {
        return mcc;
    }

    boolean online() {
        return online;
    }

    /** Whether fraudsters buy its goods to resell them. */
    boolean resold() {
        return this == JEWELLER
                || this == ELECTRONICS_SHOP
                || this == WEB_ELECTRONICS
                || this == GIFT_CARDS
                || this == GAMES
                || this == CRYPTO;
    }

    /** Whether claims for a refund are common: goods that a parcel brings. */
    boolean delivered() {
        return this == WEB_SHOP || this == WEB_FASHION || this == WEB_ELECTRONICS;
    }

    /** How often legitimate sales are challenged, declined, reversed and refunded. */
    LifecycleRates lifecycle() {
        return (online ? LifecycleRates.ONLINE : LifecycleRates.SHOP).withRefunded(refunded);
    }

    double price(SeededRandom seededRandom) {
        return seededRandom.logNormal(median, sigma);
    }
}
