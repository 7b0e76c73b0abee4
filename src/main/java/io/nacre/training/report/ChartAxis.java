package io.nacre.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of a chart: maps values to positions.
 *
 * @param percent whether values are shares, formatted as percent
 */
record ChartAxis(String name, double low, double high, Scale scale, boolean percent) {

    /** The spacing of values. */
    enum Scale {
        LINEAR,

        /** Linear, with labels only at whole numbers. */
        WHOLE,

        /** Logarithmic; both ends are powers of ten. */
        DECADES
    }

    private static final int MAX_STEPS = 5;

    /** A labelled position on the axis; 0 is its start, 1 its end. */
    record Tick(double at, String text) {}

    /** From 0 % to 100 %. */
    static ChartAxis share(String name) {
        return new ChartAxis(name, 0, 1, Scale.LINEAR, true);
    }

    /** From 0.01 % to 100 %, logarithmic. */
    static ChartAxis decades(String name) {
        return new ChartAxis(name, 1e-4, 1, Scale.DECADES, true);
    }

    /** From 0 to a round number at or above a value. */
    static ChartAxis upTo(String name, double value) {
        return new ChartAxis(name, 0, step(value) * Math.ceil(value / step(value)), Scale.LINEAR, false);
    }

    /** From 0 to a count. */
    static ChartAxis counting(String name, int most) {
        return new ChartAxis(name, 0, Math.max(1, most), Scale.WHOLE, false);
    }

    /** Powers of ten around two values. */
    static ChartAxis decades(String name, double low, double high) {
        double from = StrictMath.pow(10, Math.floor(StrictMath.log10(low)));
        double to = StrictMath.pow(10, Math.ceil(StrictMath.log10(high)));
        return new ChartAxis(name, from, Math.max(to, 10 * from), Scale.DECADES, false);
    }

    /** The position of a value, 0 to 1; values outside are at the ends. */
    double at(double value) {
        double share = scale == Scale.DECADES
                ? StrictMath.log10(Math.max(value, low) / low) / StrictMath.log10(high / low)
                : (value - low) / (high - low);
        return Math.min(1, Math.max(0, share));
    }

    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        if (scale == Scale.DECADES) {
            for (double value = low; value <= high * 1.01; value *= 10) {
                ticks.add(new Tick(at(value), text(value)));
            }
        } else {
            double step = scale == Scale.WHOLE ? Math.ceil(step(high)) : step(high);
            for (int i = 0; i * step <= high * 1.001; i++) {
                ticks.add(new Tick(at(i * step), text(i * step)));
            }
        }
        return ticks;
    }

    /** The step: 1, 2 or 5 times a power of ten, so that there are few labels. */
    private static double step(double value) {
        double step = StrictMath.pow(10, Math.floor(StrictMath.log10(Math.max(value, 1e-9) / MAX_STEPS)));
        for (double factor : new double[] {2, 2.5, 2}) {
            if (value / step > MAX_STEPS) {
                step *= factor;
            }
        }
        return step;
    }

    private String text(double value) {
        double shown = percent ? 100 * value : value;
        if (shown >= 1000) {
            return HtmlPage.count(Math.round(shown));
        }
        String digits = String.format(Locale.ROOT, "%.4f", shown).replaceAll("\\.?0+$", "");
        return percent ? digits + " %" : digits;
    }
}
