package io.nacre.simulation;

/** The merchant types of the simulated world, with their prices. */
enum MerchantType {
    GROCERY("5411", 32, 0.7, 0.26, false),
    BAKERY("5462", 6, 0.4, 0.10, false),
    RESTAURANT("5812", 38, 0.6, 0.14, false),
    FUEL("5541", 55, 0.3, 0.08, false),
    PHARMACY("5912", 18, 0.7, 0.06, false),
    CLOTHES("5651", 60, 0.7, 0.07, false),
    HOTEL("7011", 180, 0.6, 0.02, false),
    CASH_MACHINE("6011", 80, 0.6, 0.06, false),
    JEWELLER("5944", 220, 0.9, 0.01, false),
    ELECTRONICS_SHOP("5732", 180, 0.9, 0.03, false),
    WEB_SHOP("5999", 45, 0.8, 0.20, true),
    WEB_FASHION("5691", 70, 0.6, 0.08, true),
    WEB_ELECTRONICS("5734", 160, 0.9, 0.05, true),
    GAMES("5816", 20, 0.7, 0.06, true),
    STREAMING("5815", 11, 0.3, 0.06, true),
    TRAVEL_AGENT("4722", 240, 0.8, 0.03, true),
    GIFT_CARDS("5947", 50, 0.6, 0.02, true),
    BETTING("7995", 40, 0.8, 0.02, true),
    CRYPTO("6051", 150, 1.0, 0.01, true);

    private final String mcc;
    private final double median;
    private final double sigma;
    private final double share;
    private final boolean online;

    /**
     * Creates a merchant type.
     *
     * @param median median amount, in euro
     * @param sigma standard deviation of the logarithm of the amount
     * @param share relative number of merchants of this type
     */
    MerchantType(String mcc, double median, double sigma, double share, boolean online) {
        this.mcc = mcc;
        this.median = median;
        this.sigma = sigma;
        this.share = share;
        this.online = online;
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

    double price(SeededRandom seededRandom) {
        return seededRandom.logNormal(median, sigma);
    }
}
