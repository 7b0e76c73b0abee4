package io.nacre.stream.metrics;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * A histogram of the last 1,000 durations that reports seconds. Flink's histograms accept whole numbers only, so it is
 * updated in a smaller unit. Flink reports minimum and maximum as whole numbers, so they are rounded to seconds.
 */
final class SecondsHistogram implements Histogram {

    private static final int WINDOW = 1_000;

    private final Histogram units = new DescriptiveStatisticsHistogram(WINDOW);
    private final double unitsPerSecond;

    /** @param unitsPerSecond the unit of its values, such as 1,000 for milliseconds */
    SecondsHistogram(long unitsPerSecond) {
        this.unitsPerSecond = (double) unitsPerSecond;
    }

    @Override
    public void update(long value) {
        units.update(value);
    }

    @Override
    public long getCount() {
        return units.getCount();
    }

    @Override
    public HistogramStatistics getStatistics() {
        return new Seconds(units.getStatistics(), unitsPerSecond);
    }

    private static final class Seconds extends HistogramStatistics {

        private final HistogramStatistics units;
        private final double unitsPerSecond;

        private Seconds(HistogramStatistics units, double unitsPerSecond) {
            this.units = units;
            this.unitsPerSecond = unitsPerSecond;
        }

        @Override
        public double getQuantile(double quantile) {
            return units.getQuantile(quantile) / unitsPerSecond;
        }

        @Override
        public long[] getValues() {
            long[] values = units.getValues();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.round(values[i] / unitsPerSecond);
            }
            return values;
        }

        @Override
        public int size() {
            return units.size();
        }

        @Override
        public double getMean() {
            return units.getMean() / unitsPerSecond;
        }

        @Override
        public double getStdDev() {
            return units.getStdDev() / unitsPerSecond;
        }

        @Override
        public long getMax() {
            return Math.round(units.getMax() / unitsPerSecond);
        }

        @Override
        public long getMin() {
            return Math.round(units.getMin() / unitsPerSecond);
        }
    }
}
