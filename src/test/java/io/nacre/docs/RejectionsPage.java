package io.nacre.docs;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.codec.rejection.RejectionCode;

/** Every code of a rejected record, with its remedy. */
final class RejectionsPage {

    private RejectionsPage() {}

    static ReferencePage page() {
        MarkdownTable table = new MarkdownTable("code", "meaning", "remedy");
        for (RejectionCode code : RejectionCode.values()) {
            table.row(code(code.name()), code.meaning(), code.remedy());
        }
        return ReferencePage.of("rejections", "codes", table.lines());
    }
}
