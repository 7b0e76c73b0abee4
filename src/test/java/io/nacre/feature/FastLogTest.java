package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bits, not closeness: what was trained must be served the same. */
class FastLogTest {

    private static final double[] EDGES = {
        0,
        -0.0,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0x1p-54,
        0x1p-29,
        0x1p-20,
        Math.sqrt(2) - 1,
        0.5,
        1,
        2,
        1023,
        1024,
        0x1p52,
        0x1p53,
        0x1p54,
        1e300,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    @Test
    void equalsTheJavaPlatformsOnWholeNumbersAndHundredths() {
        for (int i = 0; i < 1_000_000; i++) {
            check(i);
            check(i / 100.0);
        }
    }

    @Test
    void equalsTheJavaPlatformsOnNumbersOfEverySize() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000_000; i++) {
            check(Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE));
            check(StrictMath.exp(random.nextGaussian() * 6));
            check(random.nextDouble());
        }
    }

    @Test
    void equalsTheJavaPlatformsAroundItsEdges() {
        for (double edge : EDGES) {
            check(edge);
            check(Math.nextUp(edge));
            check(Math.abs(Math.nextDown(edge)));
            check(1 + edge);
        }
        for (int exponent = -1022; exponent < 1023; exponent++) {
            double power = StrictMath.scalb(1.0, exponent);
            check(power);
            check(Math.nextUp(power));
            check(Math.nextDown(power));
            check(power * (1 + 0x1p-21));
            check(power - 1 < 0 ? power : power - 1);
        }
    }

    private static void check(double x) {
        if (bits(FastLog.ofOnePlus(x)) != bits(StrictMath.log1p(x))) {
            assertThat(FastLog.ofOnePlus(x)).as("ln(1 + " + x + ")").isEqualTo(StrictMath.log1p(x));
        }
        if (bits(FastLog.of(x)) != bits(StrictMath.log(x))) {
            assertThat(FastLog.of(x)).as("ln " + x).isEqualTo(StrictMath.log(x));
        }
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }
}
