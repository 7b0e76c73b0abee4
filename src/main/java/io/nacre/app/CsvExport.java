package io.nacre.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.nacre.secret.EscapedText;
import java.util.Arrays;

/** Rows of a CSV file that people open in a spreadsheet. */
final class CsvExport {

    private final CsvWriter csv;

    CsvExport(CsvWriter csv) {
        this.csv = csv;
    }

    /** Each cell as a text or number, never as a formula. */
    void row(String... cells) {
        csv.writeRecord(Arrays.stream(cells).map(EscapedText::cell).toList());
    }
}
