package io.nacre.training.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.training.csv.CsvMapping;
import io.nacre.training.csv.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {

    private static final String MAPPING = """
            grouping-mark: ","
            transaction:
              id: id
              time: at
              account: {columns: [who, shop]}
              amount: {column: sum, negative: skip}
              currency: {constant: EUR}
              channel: {constant: TRANSFER}
            label: {column: fraud, fraud: ["1"], legitimate: ["0"], delay-days: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void describesEachColumn() throws IOException {
        DataReport report = check(
                "id,at,who,shop,sum,fraud,note",
                "1,2026-01-05T00:00:00Z,a,s,$1.50,0,",
                "2,2026-01-06T00:00:00Z,b,s,2,1,x",
                "3,2026-01-07T00:00:00Z,a,7,\"1,000\",0,",
                "4,2026-01-08T00:00:00Z,a,s,3,,");

        assertThat(report.columns())
                .containsExactly(
                        new DataReport.Column("id", "id", "number", 0, 4, true, "median 3, 1 to 4"),
                        new DataReport.Column(
                                "at",
                                "time",
                                "text",
                                0,
                                4,
                                true,
                                "2026-01-05T00:00:00Z 25.0 %, 2026-01-06T00:00:00Z 25.0 %, 2026-01-07T00:00:00Z"
                                        + " 25.0 %"),
                        new DataReport.Column("who", "account", "text", 0, 2, true, "a 75.0 %, b 25.0 %"),
                        new DataReport.Column("shop", "account", "text and numbers", 0, 2, true, "s 75.0 %, 7 25.0 %"),
                        new DataReport.Column("sum", "amount", "number", 0, 4, true, "median 3, 1.5 to 1000"),
                        new DataReport.Column("fraud", "label", "number", 0.25, 2, true, "median 0, 0 to 1"),
                        new DataReport.Column("note", "unused", "text", 0.75, 1, true, "x 100.0 %"));
    }

    @Test
    void countsLabelsByWeekAndWhatIsOutOfOrderOrComesAgain() throws IOException {
        DataReport report = check(
                "id,at,who,shop,sum,fraud",
                "1,2026-01-05T00:00:00Z,a,s,1,0",
                "2,2026-01-14T00:00:00Z,a,s,1,1",
                "2,2026-01-11T23:59:59Z,a,s,1,",
                "3,2026-01-15T00:00:00Z,a,s,-1,0");

        assertThat(report.first()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(report.last()).isEqualTo(Instant.parse("2026-01-14T00:00:00Z"));
        assertThat(report.spans())
                .containsExactly(
                        new DataReport.Span(LocalDate.parse("2026-01-05"), 2, 1, 0),
                        new DataReport.Span(LocalDate.parse("2026-01-12"), 1, 1, 1));
        assertThat(report.outOfOrderShare()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(report.repeatedIds()).isEqualTo(1);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.problem()).isNull();
        assertThat(report.table())
                .contains(
                        "rows     3 read, 1 skipped by the mapping, 0 unreadable",
                        "2026-01-12",
                        "leaks    not searched");
    }

    @Test
    void groupsALongHistoryByMonth() throws IOException {
        DataReport report = check(
                "id,at,who,shop,sum,fraud",
                "1,2025-01-05T00:00:00Z,a,s,1,0",
                "2,2025-01-31T00:00:00Z,a,s,1,0",
                "3,2025-12-01T00:00:00Z,a,s,1,1");

        assertThat(report.spans())
                .containsExactly(
                        new DataReport.Span(LocalDate.parse("2025-01-01"), 2, 2, 0),
                        new DataReport.Span(LocalDate.parse("2025-12-01"), 1, 1, 1));
    }

    @Test
    void groupsAVeryLongHistoryByYear() throws IOException {
        DataReport report = check(
                "id,at,who,shop,sum,fraud",
                "1,2020-01-05T00:00:00Z,a,s,1,0",
                "2,2020-12-31T00:00:00Z,a,s,1,0",
                "3,2025-12-01T00:00:00Z,a,s,1,1");

        assertThat(report.spans())
                .containsExactly(
                        new DataReport.Span(LocalDate.parse("2020-01-01"), 2, 2, 0),
                        new DataReport.Span(LocalDate.parse("2025-01-01"), 1, 1, 1));
    }

    @Test
    void namesRowsThatCannotBeReadHoweverManyThereAre() throws IOException {
        DataReport report = check(
                "id,at,who,shop,sum,fraud",
                "1,2026-01-05T00:00:00Z,a,s,much,0",
                "2,soon,a,s,1,0",
                "3,2026-01-05T00:00:00Z,a");

        assertThat(report.unreadable()).isEqualTo(3);
        assertThat(report.examples())
                .hasSize(3)
                .first()
                .asString()
                .endsWith("data.csv, line 2, amount: much is not a number: correct it, or remove the row");
        assertThat(report.problem()).isEqualTo("unreadable rows: 3; correct them or the mapping");
    }

    @Test
    void suspectsColumnsThatGiveTheLabelAway() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            boolean fraud = i % 10 == 3;
            int loss = fraud ? 100 + i : random.nextInt(100);
            String status = fraud
                    ? List.of("blocked", "refunded").get(i % 2)
                    : List.of("paid", "booked").get(i % 2);
            String closed = fraud ? "2026-02-01" : "";
            int hint = fraud ? 3 + random.nextInt(7) : random.nextInt(10);
            String once = Long.toHexString(random.nextLong());
            rows.add(String.join(
                    ",",
                    String.valueOf(i),
                    "2026-01-05T00:00:00Z,a,s,1",
                    fraud ? "1" : "0",
                    String.valueOf(loss),
                    status,
                    closed,
                    String.valueOf(hint),
                    once));
        }
        DataReport report = check("id,at,who,shop,sum,fraud,loss,status,closed,hint,once", rows.toArray(String[]::new));

        assertThat(report.leaks())
                .containsExactly(
                        new LabelLeak("loss", 1, LabelLeak.Sign.ORDER),
                        new LabelLeak("status", 1, LabelLeak.Sign.VALUE),
                        new LabelLeak("closed", 1, LabelLeak.Sign.PRESENCE));
        assertThat(report.problem())
                .isEqualTo("probable label leaks: loss, status, closed; exclude these columns from training");
        assertThat(report.table()).contains("status: AUC 1.0000 by its value");
    }

    @Test
    void estimatesWhatIsTooManyToCount() {
        DistinctCounter exact = new DistinctCounter(1_000);
        DistinctCounter estimated = new DistinctCounter(1_000);
        IntStream.range(0, 900).forEach(i -> exact.add("id" + i));
        IntStream.range(0, 100_000).forEach(i -> estimated.add("id" + i % 80_000));
        exact.add("id7");

        assertThat(exact.isExact()).isTrue();
        assertThat(exact.distinct()).isEqualTo(900);
        assertThat(exact.repeats()).isEqualTo(1);
        assertThat(estimated.isExact()).isFalse();
        assertThat(estimated.distinct()).isCloseTo(80_000, within(8_000L));
        assertThat(estimated.repeats()).isCloseTo(20_000, within(4_000L));
    }

    @Test
    void samplesEarlyAndLateRowsEqually() {
        ReservoirSample sample = new ReservoirSample(1_000);
        for (int i = 0; i < 50_000; i++) {
            sample.add(new Row(i, i, List.of(List.of())));
        }

        assertThat(sample.rows()).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(sample.rows().stream().mapToLong(Row::number).average().orElse(0))
                .isCloseTo(25_000, within(2_000.0));
    }

    private DataReport check(String header, String... rows) throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), header + "\n" + String.join("\n", rows) + "\n");
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        return DataCheck.check(data, CsvMapping.read(mapping));
    }
}
