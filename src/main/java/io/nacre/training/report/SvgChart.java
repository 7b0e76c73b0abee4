package io.nacre.training.report;

import io.nacre.training.evaluate.EvaluationFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line or bar chart as inline SVG, without scripts or fonts. */
final class SvgChart {

    private static final int SIZE = 300;
    private static final int LEFT = 72;
    private static final int BOTTOM = 40;
    private static final int TOP = 24;
    private static final int BAR_HEIGHT = 22;
    private static final int BAR_NAME_WIDTH = 230;
    private static final int BAR_WIDTH = 420;

    /** One point, in the units of the axes. */
    record Point(double x, double y) {}

    private final StringBuilder marks = new StringBuilder();
    private final String title;
    private final ChartAxis across;
    private final ChartAxis up;

    SvgChart(String title, ChartAxis across, ChartAxis up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    SvgChart line(String style, List<Point> points) {
        List<String> places = new ArrayList<>();
        points.forEach(point -> places.add(x(point) + "," + y(point)));
        marks.append("<polyline class=\"").append(style).append("\" points=\"");
        marks.append(String.join(" ", places)).append("\"/>\n");
        return this;
    }

    SvgChart dots(String style, List<Point> points) {
        for (Point point : points) {
            marks.append("<circle class=\"").append(style).append("\" r=\"4\" cx=\"");
            marks.append(x(point)).append("\" cy=\"").append(y(point)).append("\"/>\n");
        }
        return this;
    }

    /**
     * A vertical line with a text above it.
     *
     * @param anchor the end of the text that is above the line: start or end
     */
    SvgChart mark(double x, String text, String anchor) {
        String place = pixelX(across.at(x));
        marks.append("<line class=\"mark\" x1=\"")
                .append(place)
                .append("\" x2=\"")
                .append(place);
        marks.append("\" y1=\"")
                .append(pixelY(0))
                .append("\" y2=\"")
                .append(pixelY(1))
                .append("\"/>");
        marks.append(text(place, number(TOP - 8), anchor, text));
        return this;
    }

    String svg() {
        int width = LEFT + SIZE + 30;
        int height = TOP + SIZE + BOTTOM;
        StringBuilder svg = new StringBuilder(open(title, width, height));
        for (ChartAxis.Tick tick : across.ticks()) {
            svg.append(segment(pixelX(tick.at()), pixelY(0), pixelX(tick.at()), pixelY(1)));
            svg.append(text(pixelX(tick.at()), number(TOP + SIZE + 16), "middle", tick.text()));
        }
        for (ChartAxis.Tick tick : up.ticks()) {
            svg.append(segment(pixelX(0), pixelY(tick.at()), pixelX(1), pixelY(tick.at())));
            svg.append(text(number(LEFT - 6), number(TOP + SIZE * (1 - tick.at()) + 4), "end", tick.text()));
        }
        svg.append(text(pixelX(0.5), number(TOP + SIZE + 34), "middle", across.name()));
        svg.append("<g transform=\"rotate(-90 12 170)\">").append(text("12", "170", "middle", up.name()));
        return svg.append("</g>\n").append(marks).append("</svg>\n").toString();
    }

    /** Horizontal bars; {@code most} has the full width of the chart. */
    static String bars(String title, List<String> names, List<Double> values, double most) {
        StringBuilder svg =
                new StringBuilder(open(title, BAR_NAME_WIDTH + BAR_WIDTH + 70, names.size() * BAR_HEIGHT + 4));
        for (int i = 0; i < names.size(); i++) {
            double value = Double.isNaN(values.get(i)) ? 0 : values.get(i);
            double length = most > 0 ? BAR_WIDTH * value / most : 0;
            int top = i * BAR_HEIGHT + 2;
            svg.append(text(number(BAR_NAME_WIDTH - 8), number(top + 14), "end", names.get(i)));
            svg.append("<rect class=\"bar\" x=\"")
                    .append(BAR_NAME_WIDTH)
                    .append("\" y=\"")
                    .append(top);
            svg.append("\" width=\"").append(number(length)).append("\" height=\"16\"/>");
            svg.append(text(
                    number(BAR_NAME_WIDTH + length + 6),
                    number(top + 14),
                    "start",
                    EvaluationFormatter.number(values.get(i))));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String open(String title, int width, int height) {
        return "<svg role=\"img\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" height=\""
                + height + "\"><title>" + HtmlPage.escape(title) + "</title>\n";
    }

    private static String segment(String x1, String y1, String x2, String y2) {
        return "<line class=\"grid\" x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2 + "\"/>";
    }

    private static String text(String x, String y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + HtmlPage.escape(text)
                + "</text>\n";
    }

    private String x(Point point) {
        return pixelX(across.at(point.x()));
    }

    private String y(Point point) {
        return pixelY(up.at(point.y()));
    }

    private static String pixelX(double share) {
        return number(LEFT + SIZE * share);
    }

    private static String pixelY(double share) {
        return number(TOP + SIZE * (1 - share));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
