package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, only smaller. */
@Tag("end-to-end")
class DemoSmokeTest {

    private static final String SMALL =
            "demo --accounts 200 --history-days 60 --epochs 2 --max-legitimate 2000 --rate 100 --for ";

    @TempDir
    private Path work;

    @BeforeEach
    void workInAFolderOfItsOwn() {
        System.setProperty("nacre.work", work.toString());
    }

    @AfterEach
    void workWhereItDid() {
        System.clearProperty("nacre.work");
    }

    @Test
    void twoRunsInARowDecideAllTheySendAndLeaveOnlyTheReport() throws IOException {
        for (String length : List.of("5s", "2s")) {
            CliRun demo = CliRun.of(SMALL + length);

            assertThat(demo.err()).isEmpty();
            assertThat(demo.code()).isZero();
            assertThat(demo.out()).contains("Summary", "frauds caught", "latency");
            assertThat(number("transactions sent", demo))
                    .isPositive()
                    .isEqualTo(number("decisions", demo))
                    .isPositive();
            assertThat(left()).containsExactly("demo-report.html");
        }
    }

    private static long number(String row, CliRun demo) {
        Matcher found =
                Pattern.compile("^  " + row + " +([0-9,]+)", Pattern.MULTILINE).matcher(demo.out());
        assertThat(found.find()).as("row %s in %s", row, demo.out()).isTrue();
        return Long.parseLong(found.group(1).replace(",", ""));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
