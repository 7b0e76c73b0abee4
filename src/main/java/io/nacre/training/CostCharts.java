package io.nacre.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What each capacity costs, and how much fraud it finds: two drawings over the alerts of a day. */
final class CostCharts {

    private final List<CostPoint> points;

    /** @param points from the highest score to the lowest; the first looks at nothing */
    CostCharts(List<CostPoint> points) {
        this.points = points;
    }

    /**
     * A point to be seen in both.
     *
     * @param anchor which end of the text stands above the point: start or end
     */
    record Mark(String text, String anchor, CostPoint point) {}

    String svg(Mark... marks) {
        return Html.charts(cost(marks), capacity(marks));
    }

    private String cost(Mark... marks) {
        // What looking at nothing costs is the measure: where looking costs twice that, the curve may leave the chart.
        Axis up = Axis.upTo("cost a day", Math.max(1, 1.5 * points.get(0).costADay()));
        Chart chart = new Chart("Cost of each capacity", alertsADay(), up).line("line1", line(CostPoint::costADay));
        return marked(chart, CostPoint::costADay, marks).svg();
    }

    private String capacity(Mark... marks) {
        Chart chart = new Chart(
                        "Fraud found by each capacity", alertsADay(), Axis.share("found: fraud solid, money dashed"))
                .line("line1", line(CostPoint::recall))
                .line("line0", line(CostPoint::moneyRecall));
        return marked(chart, CostPoint::recall, marks).svg();
    }

    private static Chart marked(Chart chart, ToDoubleFunction<CostPoint> value, Mark... marks) {
        for (Mark mark : marks) {
            chart.mark(mark.point().alertsADay(), mark.text(), mark.anchor());
        }
        return chart.dots(
                "dot",
                Arrays.stream(marks)
                        .map(mark -> new Chart.Point(mark.point().alertsADay(), value.applyAsDouble(mark.point())))
                        .toList());
    }

    private Axis alertsADay() {
        CostPoint all = points.get(points.size() - 1);
        return Axis.decades("alerts a day", Math.max(0.1, points.get(1).alertsADay()), all.alertsADay());
    }

    private List<Chart.Point> line(ToDoubleFunction<CostPoint> value) {
        Axis axis = alertsADay();
        return Thinned.of(
                        points.subList(1, points.size()),
                        point -> axis.at(point.alertsADay()) + point.recall() + point.moneyRecall())
                .stream()
                .map(point -> new Chart.Point(point.alertsADay(), value.applyAsDouble(point)))
                .toList();
    }
}
