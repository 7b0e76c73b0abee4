package io.nacre.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drawing of lines over two axes from 0 to 1, or of bars; inline SVG without scripts or fonts of its own. */
final class Chart {

    private static final int SIZE = 300;
    private static final int LEFT = 64;
    private static final int BOTTOM = 40;
    private static final int TOP = 10;
    private static final int BAR_HEIGHT = 22;
    private static final int BAR_NAME_WIDTH = 230;
    private static final int BAR_WIDTH = 420;

    /** One point, both coordinates 0..1. */
    record Point(double x, double y) {}

    /** A place on an axis that carries a text. */
    record Tick(double at, String text) {}

    private final StringBuilder marks = new StringBuilder();
    private final String title;
    private final String across;
    private final String up;
    private final List<Tick> ticks;

    /** A chart whose axes run from 0 to 1. */
    static Chart ofShares(String title, String across, String up) {
        return new Chart(title, across, up, List.of(new Tick(0, "0"), new Tick(0.5, "0.5"), new Tick(1, "1")));
    }

    /** @param ticks of both axes */
    Chart(String title, String across, String up, List<Tick> ticks) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.ticks = List.copyOf(ticks);
    }

    Chart line(String style, List<Point> points) {
        List<String> places = new ArrayList<>();
        points.forEach(point -> places.add(x(point.x()) + "," + y(point.y())));
        marks.append("<polyline class=\"").append(style).append("\" points=\"");
        marks.append(String.join(" ", places)).append("\"/>\n");
        return this;
    }

    Chart dots(String style, List<Point> points) {
        for (Point point : points) {
            marks.append("<circle class=\"").append(style).append("\" r=\"4\" cx=\"");
            marks.append(x(point.x())).append("\" cy=\"").append(y(point.y())).append("\"/>\n");
        }
        return this;
    }

    String svg() {
        int width = LEFT + SIZE + 24;
        int height = TOP + SIZE + BOTTOM;
        StringBuilder svg = new StringBuilder(open(title, width, height));
        for (Tick tick : ticks) {
            svg.append(segment(x(tick.at()), y(0), x(tick.at()), y(1)));
            svg.append(segment(x(0), y(tick.at()), x(1), y(tick.at())));
            svg.append(text(x(tick.at()), number(TOP + SIZE + 16), "middle", tick.text()));
            svg.append(text(number(LEFT - 6), number(pixelY(tick.at()) + 4), "end", tick.text()));
        }
        svg.append(text(x(0.5), number(TOP + SIZE + 34), "middle", across));
        svg.append("<g transform=\"rotate(-90 12 160)\">").append(text("12", "160", "middle", up));
        return svg.append("</g>\n").append(marks).append("</svg>\n").toString();
    }

    /** Horizontal bars, one below the other; {@code most} is as long as the chart is wide. */
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
                    EvaluationText.number(values.get(i))));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String open(String title, int width, int height) {
        return "<svg role=\"img\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" height=\""
                + height + "\"><title>" + Html.escape(title) + "</title>\n";
    }

    private static String segment(String x1, String y1, String x2, String y2) {
        return "<line class=\"grid\" x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2 + "\"/>";
    }

    private static String text(String x, String y, String anchor, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">" + Html.escape(text)
                + "</text>\n";
    }

    private static String x(double share) {
        return number(LEFT + SIZE * share);
    }

    private static String y(double share) {
        return number(pixelY(share));
    }

    private static double pixelY(double share) {
        return TOP + SIZE * (1 - share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
