package io.nacre.training.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsCellsOfSeveralLines() throws IOException {
        assertThat(rows("id,note,sum\n1,\"two\nlines, one comma\",5\n\n2,\"a \"\"quote\"\"\",6\n"))
                .containsExactly(List.of("1", "two\nlines, one comma", "5"), List.of("2", "a \"quote\"", "6"));
    }

    @Test
    void refusesAQuoteThatNothingCloses() {
        String rows = "2,b,c\n".repeat(5_000);

        assertThatThrownBy(() -> rows("id,note,sum\n1,\"b,c\n" + rows))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "data.csv, line 2: a quoted cell of 5001 lines seems to contain other rows: remove");
    }

    @Test
    void refusesTwoStrayQuotesThatSwallowRowsIntoOneOfTheRightWidth() {
        assertThatThrownBy(() -> rows("id,note,sum\n1,\"b,c\n2,b,c\n3,d\",c\n4,b,c\n"))
                .hasMessageContaining("data.csv, line 2: a quoted cell of 3 lines seems to contain other rows");
        assertThatThrownBy(() -> rows("id,note,sum\n1,b,\"c\n2,b,c\n"))
                .hasMessageContaining("line 2: a quoted cell of 2");
    }

    @Test
    void refusesARowOfAnotherWidthBehindAQuote() {
        assertThatThrownBy(() -> rows("id,note,sum\n0,b,c\n1,\"b,c\n2\",b,c,d\n"))
                .hasMessageContaining("data.csv, line 3: a quoted cell of 2 lines seems to contain other rows");
    }

    @Test
    void namesTheLineWhereTextFollowsAClosedQuote() {
        assertThatThrownBy(() -> rows("id,note\n1,b\n2,\"b\"x\n")).hasMessageContaining("line 3");
    }

    @Test
    void handsOverEveryRowOnce() throws IOException {
        List<Row> rows = new ArrayList<>();
        file("id,note\n1,b\n2\n3,b,c\n4,\"\n\"\n\n5,b\n").forEach(rows::add);

        assertThat(rows).extracting(Row::number).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 5L, 8L);
        assertThat(rows.get(1).parts().get(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252"})
    void readsAnotherEncodingOnlyWhereItIsStated(String encoding) throws IOException {
        byte[] bytes = "id,name\n1,Müller\n2,Möller\n".getBytes(Charset.forName(encoding));
        Path data = Files.write(folder.resolve("data.csv"), bytes);

        assertThatThrownBy(() -> read(new CsvFile(data, ',')))
                .isInstanceOf(IOException.class)
                .hasMessage(data + ", line 2, column 4: the byte 0xFC is not UTF-8: set the file's encoding in the"
                        + " mapping, such as encoding: windows-1252");
        assertThat(read(encoded(data, encoding))).containsExactly(List.of("1", "Müller"), List.of("2", "Möller"));
    }

    @Test
    void namesThePlaceOfABadByteFarBehind() throws IOException {
        String good = IntStream.range(0, 20_000).mapToObj(i -> i + ",ümlaut\n").reduce("id,name\n", String::concat);
        Path data = folder.resolve("data.csv");
        Files.write(data, good.getBytes(StandardCharsets.UTF_8));
        Files.write(data, new byte[] {'x', ',', 'y', (byte) 0xE4, '\n'}, java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> read(new CsvFile(data, ',')))
                .hasMessageContaining("line 20002, column 4: the byte 0xE4 is not UTF-8");
    }

    @Test
    void namesAByteThatTheStatedEncodingDoesNotHave() throws IOException {
        Path data = Files.write(folder.resolve("data.csv"), new byte[] {'i', 'd', '\n', (byte) 0x81});

        assertThatThrownBy(() -> read(encoded(data, "windows-1252")))
                .hasMessageContaining("line 2, column 1: the byte 0x81 is not windows-1252");
    }

    @Test
    void refusesATextThatEndsWithinACharacter() throws IOException {
        Path data = Files.write(folder.resolve("data.csv"), new byte[] {'i', 'd', '\n', 'a', (byte) 0xC3});

        assertThatThrownBy(() -> read(new CsvFile(data, ','))).hasMessageContaining("line 2, column 2: the byte 0xC3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void obeysAByteOrderMark(String encoding) throws IOException {
        Path data = Files.write(
                folder.resolve("data.csv"), "\uFEFFid,name\n1,Müller\n".getBytes(Charset.forName(encoding)));

        assertThat(new CsvFile(data, ',').header()).containsExactly("id", "name");
        assertThat(read(new CsvFile(data, ','))).containsExactly(List.of("1", "Müller"));
        assertThatThrownBy(() -> read(encoded(data, "ISO-8859-1")))
                .hasMessageContaining("starts with the byte order mark of " + encoding);
    }

    @Test
    void refusesTwoColumnsOfOneName() throws IOException {
        CsvFile file = file("id, id ,sum\n");

        assertThatThrownBy(() -> new CsvColumns(file, file.header()))
                .hasMessageEndingWith("has two columns named id: rename one of them");
        assertThat(new CsvColumns(file, List.of("id", "", "")).columns()).containsOnlyKeys("id");
    }

    private List<List<String>> rows(String text) throws IOException {
        return read(file(text));
    }

    private CsvFile file(String text) throws IOException {
        return new CsvFile(Files.writeString(folder.resolve("data.csv"), text), ',');
    }

    private static CsvFile encoded(Path data, String encoding) {
        return new CsvFile(data, new FileFormat(',', FileFormat.encoding(encoding), NumberSyntax.UNSTATED, null));
    }

    private static List<List<String>> read(CsvFile file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        file.forEach(row -> rows.add(row.parts().get(0)));
        return rows;
    }
}
