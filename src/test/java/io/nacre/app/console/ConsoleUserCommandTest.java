package io.nacre.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.MutableClock;
import io.nacre.app.CliRun;
import io.nacre.console.access.UserFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleUserCommandTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    @Test
    void printsTheLineWithoutThePassword() {
        CliRun text = run(PASSWORD + "\n", "console-user --name ann --role analyst");
        CliRun json = run(PASSWORD, "console-user --name ann --role LEAD --output json");

        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("ann analyst $argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(PASSWORD);
        assertThat(json.json().at("/role").asText()).isEqualTo("lead");
        assertThat(json.json().at("/line").asText()).startsWith("ann lead $argon2id$");
    }

    @Test
    void addsAUserToTheFileAndReplacesItsLine() throws IOException {
        Path file = folder.resolve("users");

        run(PASSWORD, "console-user --name ann --role analyst --users " + file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        run(PASSWORD, "console-user --name bob --role lead --users " + file);
        CliRun changed = run("another password", "console-user --name ann --role admin --users " + file);

        assertThat(changed.out()).isEqualTo("ann is admin in " + file + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        UserFile users = UserFile.open(file, new MutableClock(0));
        assertThat(users.names()).containsExactly("ann", "bob");
        assertThat(users.find("ann"))
                .satisfies(ann -> assertThat(ann.password().matches("another password".toCharArray()))
                        .isTrue());
    }

    @Test
    void refusesAWrongNameRoleOrPassword() throws IOException {
        Path file = folder.resolve("users");

        assertThat(run(PASSWORD, "console-user --name a/b --role analyst --users " + file))
                .satisfies(refused -> assertThat(refused.err()).contains("--name: the name 'a/b' is invalid"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(1));
        assertThat(run(PASSWORD, "console-user --name ann --role chief").code()).isEqualTo(2);
        assertThat(run("short", "console-user --name ann --role lead --users " + file)
                        .err())
                .contains("the password has 5 characters; use 12 to 256");
        assertThat(run("", "console-user --name ann --role lead --users " + file)
                        .err())
                .contains("no password was given");
        assertThat(file).doesNotExist();
    }

    private static CliRun run(String input, String line) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return CliRun.of(line);
        } finally {
            System.setIn(before);
        }
    }
}
