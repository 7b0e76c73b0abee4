package io.nacre.bench.measure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A result as one page without script or network: ratios, what was measured as bars, and how. */
final class Page {

    private static final int NAME_WIDTH = 330;
    private static final int BAR_WIDTH = 420;
    private static final int BAR_HEIGHT = 24;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Nacre bench %s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font:15px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
            table{border-collapse:collapse}th,td{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #ddd}
            th:first-child{text-align:left}svg{max-width:100%%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#222}
            .bar{fill:#3a6ea5}.range{stroke:#222;stroke-width:1.5}.void{border-left:4px solid #b00;padding:.3rem 1rem}
            @media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}svg text{fill:#ddd}.range{stroke:#ddd}
            th,td{border-color:#444}}
            </style></head><body>
            """;

    private Page() {}

    static String html(Result result) {
        StringBuilder page = new StringBuilder(HEAD.formatted(escape(result.bench())));
        page.append("<h1>nacre bench ").append(escape(result.bench())).append("</h1>\n<p>");
        page.append(escape(result.question())).append("</p>\n");
        if (result.voidBecause() != null) {
            page.append("<p class=\"void\">Void: ")
                    .append(escape(result.voidBecause()))
                    .append("</p>\n");
        }
        if (!result.ratios().isEmpty()) {
            page.append("<h2>How many times</h2>\n").append(ratios(result.ratios()));
        }
        Set<String> units = new LinkedHashSet<>();
        result.series().forEach(each -> units.add(each.unit()));
        for (String unit : units) {
            page.append("<h2>").append(escape(unit)).append("</h2>\n");
            page.append(bars(
                    unit,
                    result.series().stream()
                            .filter(each -> each.unit().equals(unit))
                            .toList()));
        }
        page.append(list("Shown to be right before", result.checks()));
        page.append(list("To know", result.notes()));
        page.append("<h2>Where and how</h2>\n<table>");
        result.circumstances()
                .forEach((name, value) -> page.append("<tr><th scope=\"row\">")
                        .append(escape(name))
                        .append("</th><td>")
                        .append(escape(value))
                        .append("</td></tr>\n"));
        return page.append("</table>\n</body></html>\n").toString();
    }

    private static String ratios(List<Result.Ratio> ratios) {
        StringBuilder table = new StringBuilder("<table><thead><tr><th scope=\"col\">ratio</th>"
                + "<th scope=\"col\">median</th><th scope=\"col\">least</th><th scope=\"col\">most</th>"
                + "<th scope=\"col\">pairs</th></tr></thead><tbody>\n");
        for (Result.Ratio ratio : ratios) {
            Spread spread = Spread.of(ratio.values());
            table.append("<tr><th scope=\"row\">").append(escape(ratio.name())).append("</th>");
            for (double value : new double[] {spread.median(), spread.min(), spread.max()}) {
                table.append("<td>").append(Result.number(value)).append("</td>");
            }
            table.append("<td>").append(ratio.values().size()).append("</td></tr>\n");
        }
        return table.append("</tbody></table>\n").toString();
    }

    /** A bar to the median, and a line from the least to the most. */
    private static String bars(String title, List<Result.Series> series) {
        double most = series.stream()
                .mapToDouble(each -> Spread.of(each.values()).max())
                .max()
                .orElse(1);
        int height = series.size() * BAR_HEIGHT + 4;
        StringBuilder svg = new StringBuilder("<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\"><title>%s</title>\n"
                .formatted(NAME_WIDTH + BAR_WIDTH + 110, height, NAME_WIDTH + BAR_WIDTH + 110, escape(title)));
        for (int i = 0; i < series.size(); i++) {
            Spread spread = Spread.of(series.get(i).values());
            int top = i * BAR_HEIGHT + 2;
            svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                    .formatted(NAME_WIDTH - 8, top + 14, escape(series.get(i).name())));
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
        StringBuilder list = new StringBuilder("<h2>" + escape(title) + "</h2>\n<ul>");
        items.forEach(item -> list.append("<li>").append(escape(item)).append("</li>\n"));
        return list.append("</ul>\n").toString();
    }

    private static String pixels(double value, double most) {
        return pixels(value, most, 0);
    }

    private static String pixels(double value, double most, int from) {
        double share = most > 0 ? Math.max(0, value) / most : 0;
        return String.format(Locale.ROOT, "%.1f", from + BAR_WIDTH * share);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
