package io.nacre.training;

import java.util.List;
import java.util.Locale;

/** The few pieces of a page: escaped text, tables, numbers. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A table; the first column is text, the others are numbers. */
    static String table(List<String> heads, List<List<String>> rows) {
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

    /** What the lines of a chart are, in the order of their styles. */
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

    /** Side by side where there is room. */
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
