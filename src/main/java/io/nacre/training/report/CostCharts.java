package io.nacre.training.report;

import io.nacre.training.tune.OperatingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Two charts over the alerts per day: the cost of each capacity, and the fraud it finds. */
final class CostCharts {

    private final List<OperatingPoint> points;

    /** @param points from the highest score to the lowest; the first has no alerts */
    CostCharts(List<OperatingPoint> points) {
        this.points = points;
    }

    /**
     * A point that both charts mark.
     *
     * @param anchor the end of the text that is above the point: start or end
     */
    record Mark(String text, String anchor, OperatingPoint point) {}

    String svg(Mark... marks) {
        return HtmlPage.charts(cost(marks), capacity(marks));
    }

    private String cost(Mark... marks) {
        // The scale follows the cost without any review. Capacities that cost more than 1.5 times as much leave the
        // chart.
        ChartAxis up =
                ChartAxis.upTo("cost a day", Math.max(1, 1.5 * points.get(0).costADay()));
        SvgChart svgChart =
                new SvgChart("Cost of each capacity", alertsADay(), up).line("line1", line(OperatingPoint::costADay));
        return marked(svgChart, OperatingPoint::costADay, marks).svg();
    }

    private String capacity(Mark... marks) {
        SvgChart svgChart = new SvgChart(
                        "Fraud found by each capacity",
                        alertsADay(),
                        ChartAxis.share("found: fraud solid, money dashed"))
                .line("line1", line(OperatingPoint::recall))
                .line("line0", line(OperatingPoint::moneyRecall));
        return marked(svgChart, OperatingPoint::recall, marks).svg();
    }

    private static SvgChart marked(SvgChart svgChart, ToDoubleFunction<OperatingPoint> value, Mark... marks) {
        for (Mark mark : marks) {
            svgChart.mark(mark.point().alertsADay(), mark.text(), mark.anchor());
        }
        return svgChart.dots(
                "dot",
                Arrays.stream(marks)
                        .map(mark -> new SvgChart.Point(mark.point().alertsADay(), value.applyAsDouble(mark.point())))
                        .toList());
    }

    private ChartAxis alertsADay() {
        OperatingPoint all = points.get(points.size() - 1);
        return ChartAxis.decades("alerts a day", Math.max(0.1, points.get(1).alertsADay()), all.alertsADay());
    }

    private List<SvgChart.Point> line(ToDoubleFunction<OperatingPoint> value) {
        ChartAxis chartAxis = alertsADay();
        return CurveDownsampler.of(
                        points.subList(1, points.size()),
                        point -> chartAxis.at(point.alertsADay()) + point.recall() + point.moneyRecall())
                .stream()
                .map(point -> new SvgChart.Point(point.alertsADay(), value.applyAsDouble(point)))
                .toList();
    }
}
