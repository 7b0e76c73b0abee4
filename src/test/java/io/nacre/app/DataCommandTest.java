package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    private static final String MAPPING = "transaction: {id: id, time: at, account: account, amount: amount,\n"
            + "  currency: {constant: EUR}, channel: {constant: TRANSFER}}\n"
            + "label: {column: fraud, fraud: ['1'], delay-days: 1}\n";

    @TempDir
    private Path folder;

    @Test
    void endsWellWhereNothingIsWrong() throws IOException {
        Trial trial = check("");

        assertThat(trial.code()).isZero();
        assertThat(trial.out()).contains("rows     60 read", "with an AUC above 0.99: 0");
        assertThat(trial.err()).isEmpty();
    }

    @Test
    void saysWhatIsWrongAfterTheReport() throws IOException {
        Trial trial = check("61,a,much,2026-01-01T00:00:00Z,0,no\n");

        assertThat(trial.code()).isEqualTo(1);
        assertThat(trial.out()).contains("line 62, amount: much is no number");
        assertThat(trial.err()).startsWith("nacre: ").endsWith("unreadable rows: 1; correct them, or the mapping\n");
    }

    @Test
    void printsNoControlCharacterOfAFile() {
        String files = "src/test/resources/files/";
        Trial trial = Trial.of("data check " + files + "hostile.csv --mapping " + files + "hostile.yaml");
        Trial missing = Trial.of("data check " + files + "hostile.csv --mapping " + files + "base.yaml");

        assertThat(trial.out()).contains("owned", "=HYPERLINK(1)").doesNotContain("\u001B", "\u0007");
        assertThat(missing.err())
                .contains("does not have; its columns are", "owned")
                .doesNotContain("\u001B", "\u0007");
    }

    private Trial check(String lastRow) throws IOException {
        StringBuilder rows = new StringBuilder("id,account,amount,at,fraud,odd\n");
        for (int i = 1; i <= 60; i++) {
            rows.append(i)
                    .append(",a,9.99,2026-01-01T00:00:00Z,")
                    .append(i % 2)
                    .append(i % 3 == 0 ? ",yes" : ",no")
                    .append('\n');
        }
        Path data = Files.writeString(folder.resolve("data.csv"), rows + lastRow);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        return Trial.of("data check " + data + " --mapping " + mapping);
    }
}
