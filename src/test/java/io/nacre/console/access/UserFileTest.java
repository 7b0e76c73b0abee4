package io.nacre.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFileTest {

    private static final ConsoleUser ANN = TestUsers.user("ann", UserRole.ANALYST);
    private static final ConsoleUser BOB = TestUsers.user("bob@bank.example", UserRole.LEAD);

    private final MutableClock clock = new MutableClock(1_790_000_000_000L);

    @TempDir
    private Path folder;

    @Test
    void findsUsersByName() throws IOException {
        UserFile users = UserFile.open(write("# staff", "", ANN.line(), "  " + BOB.line() + "  "), clock);

        assertThat(users.find("ann")).isEqualTo(ANN);
        assertThat(users.find("bob@bank.example")).isEqualTo(BOB);
        assertThat(users.find("Ann")).isNull();
        assertThat(users.names()).containsExactly("ann", "bob@bank.example");
    }

    @Test
    void readsTheFileAgainWhenItChanges() throws IOException {
        Path path = write(ANN.line());
        UserFile users = UserFile.open(path, clock);

        write(BOB.line());
        Files.setLastModifiedTime(path, FileTime.fromMillis(1));
        clock.advance(Duration.ofSeconds(2));

        assertThat(users.names()).containsExactly("bob@bank.example");
    }

    @ParameterizedTest
    @CsvSource({
        "ann, is not 'name role hash'",
        "ann analyst, is not 'name role hash'",
        "ann analyst $argon2id$ x, is not 'name role hash'",
        "ann chief $argon2id$, unknown role",
        "ann Analyst $argon2id$, unknown role",
        "ann analyst secret, is not '$argon2id$",
        "-ann analyst HASH, the name '-ann' is invalid",
        "a/b analyst HASH, the name 'a/b' is invalid"
    })
    void namesTheLineThatIsInvalid(String line, String message) throws IOException {
        Path path = write("#", line.replace("HASH", ANN.password().text()));

        assertThatThrownBy(() -> UserFile.open(path, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2 ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoLinesOfOneUserAndAFileWithoutUsers() throws IOException {
        Path twice = write(ANN.line(), ANN.line());
        assertThatThrownBy(() -> UserFile.open(twice, clock)).hasMessageContaining("line 2 is a second line of ann");
        Path none = write("# nobody");
        assertThatThrownBy(() -> UserFile.open(none, clock)).hasMessageContaining("has no user");
    }

    @Test
    void addsAUserOrReplacesItsLine() {
        ConsoleUser promoted = TestUsers.user("ann", UserRole.LEAD);

        assertThat(UserFile.withUser(List.of("# staff"), ANN)).containsExactly("# staff", ANN.line());
        assertThat(UserFile.withUser(List.of(ANN.line(), "# others", BOB.line()), promoted))
                .containsExactly(promoted.line(), "# others", BOB.line());
        assertThat(UserFile.withUser(List.of("#ann", "anna x y"), ANN)).containsExactly("#ann", "anna x y", ANN.line());
    }

    private Path write(String... lines) throws IOException {
        return Files.write(folder.resolve("users"), List.of(lines));
    }
}
