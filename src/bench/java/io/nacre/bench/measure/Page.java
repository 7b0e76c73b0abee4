package io.nacre.bench.measure;

import io.nacre.training.report.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A result as one page without scripts or network access: ratios, bars of the measurements, and settings. */
final class Page {

    private static final int NAME_WIDTH = 330;
    private static final int BAR_WIDTH = 420;
    private static final int BAR_HEIGHT = 24;

    private Page() {}

    static String html(Result result) {
        StringBuilder page = new StringBuilder("<p>" + HtmlPage.escape(result.question()) + "</p>\n");
        if (result.voidBecause() != null) {
            page.append("<p class=\"void\">Void: ")
                    .append(HtmlPage.escape(result.voidBecause()))
                    .append("</p>\n");
        }
        if (!result.ratios().isEmpty()) {
            page.append("<h2>How many times</h2>\n").append(ratios(result.ratios()));
        }
        Set<String> units = new LinkedHashSet<>();
        result.series().forEach(each -> units.add(each.unit()));
        for (String unit : units) {
            page.append("<h2>").append(HtmlPage.escape(unit)).append("</h2>\n");
            page.append(bars(
                    unit,
                    result.series().stream()
                            .filter(each -> each.unit().equals(unit))
                            .toList()));
        }
        page.append(list("Shown to be right before", result.checks()));
        page.append(list("To know", result.notes()));
        page.append("<h2>Where and how</h2>\n")
                .append(HtmlPage.table(
                        List.of("", ""),
                        result.circumstances().entrySet().stream()
                                .map(each -> List.of(each.getKey(), each.getValue()))
                                .toList()));
        return HtmlPage.page("nacre bench " + result.bench(), page.toString());
    }

    private static String ratios(List<Result.Ratio> ratios) {
        List<List<String>> rows = new ArrayList<>();
        for (Result.Ratio ratio : ratios) {
            Spread spread = Spread.of(ratio.values());
            rows.add(List.of(
                    ratio.name(),
                    Result.number(spread.median()),
                    Result.number(spread.min()),
                    Result.number(spread.max()),
                    Integer.toString(ratio.values().size())));
        }
        return HtmlPage.table(List.of("ratio", "median", "least", "most", "pairs"), rows);
    }

    /** A bar to the median, and a line from minimum to maximum. */
    private static String bars(String title, List<Result.Series> series) {
        double most = series.stream()
                .mapToDouble(each -> Spread.of(each.values()).max())
                .max()
                .orElse(1);
        int height = series.size() * BAR_HEIGHT + 4;
        StringBuilder svg = new StringBuilder("<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\"><title>%s</title>\n"
                .formatted(NAME_WIDTH + BAR_WIDTH + 110, height, NAME_WIDTH + BAR_WIDTH + 110, HtmlPage.escape(title)));
        for (int i = 0; i < series.size(); i++) {
            Spread spread = Spread.of(series.get(i).values());
            int top = i * BAR_HEIGHT + 2;
            svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                    .formatted(
                            NAME_WIDTH - 8,
                            top + 14,
                            HtmlPage.escape(series.get(i).name())));
            svg.append("<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"18\"/>"
                    .formatted(NAME_WIDTH, top, pixels(spread.median(), most)));
            svg.append("<line class=\"range\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
                    .formatted(
                            pixels(spread.min(), most, NAME_WIDTH),
                            pixels(spread.max(), most, NAME_WIDTH),
                            top + 9,
                            top + 9));
            svg.append("<text x=\"%s\" y=\"%d\">%s</text>\n"
                    .formatted(pixels(spread.max(), most, NAME_WIDTH + 6), top + 14, Result.number(spread.median())));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String list(String title, List<String> items) {
        if (items.isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("<h2>" + HtmlPage.escape(title) + "</h2>\n<ul>");
        items.forEach(item -> list.append("<li>").append(HtmlPage.escape(item)).append("</li>\n"));
        return list.append("</ul>\n").toString();
    }

    private static String pixels(double value, double most) {
        return pixels(value, most, 0);
    }

    private static String pixels(double value, double most, int from) {
        double share = most > 0 ? Math.max(0, value) / most : 0;
        return String.format(Locale.ROOT, "%.1f", from + BAR_WIDTH * share);
    }
}
