package io.nacre.training.report;

import io.nacre.secret.OutputEscaper;
import java.util.List;
import java.util.Locale;

/** Builds an HTML page: escaped text, tables, numbers. */
public final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2733; --paper: #fff; --line: #d5dbe2; --first: #8a97a6;
              --last: #0b6e77; --second: #c2571a; --third: #6a4fb3; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --paper: #14191f; --line: #3a4550;
              --first: #8a97a6; --last: #4fc3cc; --second: #f0965a; --third: #b39df0; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
            table { border-collapse: collapse; margin: 1rem 0; font-size: .85rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right;
              vertical-align: top; }
            th:first-child, .prose th, .prose td { text-align: left; } tbody th { min-width: 7rem; } tbody th { font-weight: normal; overflow-wrap: anywhere; }
            td, .prose th { white-space: nowrap; } .prose td { white-space: normal; }
            section { overflow-x: auto; }
            .charts { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
            svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: var(--ink); }
            .grid { stroke: var(--line); } polyline { fill: none; stroke-width: 2; }
            .line0 { stroke: var(--first); stroke-dasharray: 5 3; } .line1 { stroke: var(--last); }
            .line2 { stroke: var(--second); } .line3 { stroke: var(--third); }
            .mark { stroke: var(--ink); stroke-dasharray: 2 3; }
            .range { stroke: var(--ink); stroke-width: 1.5; } .void { border-left: 4px solid #b00; padding: .3rem 1rem; }
            .bar, .dot { fill: var(--last); } .ideal { stroke: var(--first); stroke-width: 1; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 0; font-size: .85rem; }
            .legend svg { vertical-align: middle; margin-right: .4rem; }
            """;

    private HtmlPage() {}

    /** A self-contained page without scripts or network access. */
    public static String page(String title, String body) {
        String heading = escape(title);
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + heading
                + "</title>\n<style>\n" + STYLE + "</style></head>\n<body><h1>" + heading + "</h1>\n" + body
                + "</body></html>\n";
    }

    public static String escape(String text) {
        return OutputEscaper.html(text);
    }

    /** A table; the first column is text, the others are numbers. */
    public static String table(List<String> heads, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        heads.forEach(
                head -> html.append("<th scope=\"col\">").append(escape(head)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(escape(row.get(0))).append("</th>");
            row.subList(1, row.size())
                    .forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>\n").toString();
    }

    /** A table of text. */
    static String prose(List<String> heads, List<List<String>> rows) {
        return table(heads, rows).replaceFirst("<table>", "<table class=\"prose\">");
    }

    /** The legend of a chart, in the order of the line styles. */
    static String legend(List<String> names) {
        StringBuilder html = new StringBuilder("<ul class=\"legend\">");
        for (int i = 0; i < names.size(); i++) {
            html.append("<li><svg width=\"28\" height=\"8\"><polyline class=\"line")
                    .append(i)
                    .append("\" points=\"0,4 28,4\"/></svg>")
                    .append(escape(names.get(i)))
                    .append("</li>");
        }
        return html.append("</ul>\n").toString();
    }

    /** Two charts, next to each other if there is room. */
    static String charts(String left, String right) {
        return "<div class=\"charts\">" + left + right + "</div>\n";
    }

    static String section(String title, String introduction, String body) {
        return "<section><h2>" + escape(title) + "</h2>\n<p>" + escape(introduction) + "</p>\n" + body + "</section>\n";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
