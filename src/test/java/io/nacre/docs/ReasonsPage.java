package io.nacre.docs;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.model.explain.ReasonCodes;

/** Every reason code. */
final class ReasonsPage {

    private ReasonsPage() {}

    static ReferencePage page() {
        MarkdownTable table = new MarkdownTable("code", "feature", "meaning", "baseline");
        for (ReasonCodes.Entry entry : ReasonCodes.CATALOGUE) {
            table.row(
                    code(entry.code()),
                    code(entry.feature()),
                    entry.meaning() + (entry.isAbsence() ? ": not known" : ""),
                    baseline(entry));
        }
        return ReferencePage.of("reasons", "reasons", table.lines());
    }

    private static String baseline(ReasonCodes.Entry entry) {
        if (entry.against() != null) {
            return entry.against();
        }
        return entry.isAbsence() || entry.unit().hasMean() ? "all payments" : "none";
    }
}
