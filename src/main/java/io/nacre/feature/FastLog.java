package io.nacre.feature;

/**
 * The natural logarithm, bit for bit equal to {@link StrictMath} and several times faster. StrictMath calls native code
 * each time, and a transaction needs a hundred logarithms.
 *
 * <p>It uses the method of fdlibm, which the Java platform prescribes. The number is split into a power of two times
 * {@code 1 + f} with f near zero. The rest is a polynomial in {@code f / (2 + f)}. Another order of the operations
 * would give other last bits, so a test compares millions of values.
 */
final class FastLog {

    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877E-10;

    private static final double L1 = 0.6666666666666735;
    private static final double L2 = 0.3999999999940942;
    private static final double L3 = 0.2857142874366239;
    private static final double L4 = 0.22222198432149784;
    private static final double L5 = 0.1818357216161805;
    private static final double L6 = 0.15313837699209373;
    private static final double L7 = 0.14798198605116586;

    /** Below this, f is x itself: the high half of sqrt(2) - 1. */
    private static final int SMALL = 0x3FDA827A;

    /** From here on the significand is halved to below 1: the high half of sqrt(2), without its exponent. */
    private static final int ROOT = 0x6A09E;

    private static final int ONE = 0x3FF00000;
    private static final int HALF = 0x3FE00000;
    private static final int INFINITE = 0x7FF00000;
    private static final int SIGNIFICAND = 0xFFFFF;

    /** Precomputed logarithms of small whole numbers, because most inputs are counts. */
    private static final double[] WHOLE = whole();

    private FastLog() {}

    /** {@code ln(1 + x)} for x of at least 0. */
    static double ofOnePlus(double x) {
        int whole = (int) x;
        return whole == x && whole < WHOLE.length ? WHOLE[whole] : computedOfOnePlus(x);
    }

    private static double computedOfOnePlus(double x) {
        int high = high(x);
        if (high < SMALL) {
            return nearZero(x, high);
        }
        if (high >= INFINITE) {
            return x + x;
        }
        double u = high < 0x43400000 ? 1 + x : x;
        int k = (high(u) >> 20) - 1023;
        // The rounding error of 1 + x; 0 if x is so large that adding 1 has no effect.
        double lost = high >= 0x43400000 ? 0 : (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
        int significand = high(u) & SIGNIFICAND;
        double f;
        if (significand < ROOT) {
            f = withHigh(u, significand | ONE) - 1;
        } else {
            k++;
            f = withHigh(u, significand | HALF) - 1;
            significand = (0x100000 - significand) >> 2;
        }
        double half = 0.5 * f * f;
        if (significand == 0) {
            if (f == 0) {
                return k == 0 ? 0 : k * LN2_HIGH + (lost + k * LN2_LOW);
            }
            double r = half * (1 - 0.6666666666666666 * f);
            return k == 0 ? f - r : k * LN2_HIGH - ((r - (k * LN2_LOW + lost)) - f);
        }
        double s = f / (2 + f);
        double tail = s * (half + straight(s * s));
        return k == 0 ? f - (half - tail) : k * LN2_HIGH - ((half - (tail + (k * LN2_LOW + lost))) - f);
    }

    private static double nearZero(double x, int high) {
        if (high < 0x3E200000) {
            return high < 0x3C900000 ? x : x - x * x * 0.5;
        }
        double half = 0.5 * x * x;
        double s = x / (2 + x);
        return x - (half - s * (half + straight(s * s)));
    }

    private static double straight(double z) {
        return z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
    }

    /** {@code ln(x)} for a normal number above 0. */
    static double of(double x) {
        int high = high(x);
        if (high < 0x00100000 || high >= INFINITE) {
            return StrictMath.log(x);
        }
        int significand = high & SIGNIFICAND;
        int up = (significand + 0x95F64) & 0x100000;
        double k = (high >> 20) - 1023 + (up >> 20);
        double f = withHigh(x, significand | (up ^ ONE)) - 1;
        if ((SIGNIFICAND & (2 + significand)) < 3) {
            if (f == 0) {
                return k == 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
            }
            double r = f * f * (0.5 - 0.3333333333333333 * f);
            return k == 0 ? f - r : k * LN2_HIGH - ((r - k * LN2_LOW) - f);
        }
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double r = z * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6));
        if (((significand - 0x6147A) | (0x6B851 - significand)) > 0) {
            double half = 0.5 * f * f;
            return k == 0 ? f - (half - s * (half + r)) : k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
        }
        return k == 0 ? f - s * (f - r) : k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f);
    }

    private static int high(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 32);
    }

    private static double withHigh(double x, int high) {
        return Double.longBitsToDouble(((long) high << 32) | (Double.doubleToRawLongBits(x) & 0xFFFFFFFFL));
    }

    private static double[] whole() {
        double[] whole = new double[1024];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = StrictMath.log1p(i);
        }
        return whole;
    }
}
