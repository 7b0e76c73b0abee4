package io.nacre.app.console;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.console.access.ConsoleUser;
import io.nacre.console.access.PasswordHash;
import io.nacre.console.access.UserFile;
import io.nacre.console.access.UserRole;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds a user of the console, or changes its role and password. */
@Command(
        name = "console-user",
        description =
                "Add a user of the console, or change its role and password. Asks for the password, or reads it from the"
                        + " standard input. Prints the line for the users' file, or writes it there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre console-user --name ann --role analyst --users users",
            "  nacre console-user --name bob --role lead --output json"
        })
public final class ConsoleUserCommand implements Callable<Integer> {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the user.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "viewer|analyst|lead|admin",
            description = "What the user may do.")
    private UserRole role = UserRole.VIEWER;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "The users' file: the line is added, or replaces the one of the same name.")
    private @Nullable Path users;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        ConsoleUser user = user();
        Path file = users;
        if (file != null) {
            write(file, user);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", user.name());
        fields.put("role", user.role().text());
        fields.put("line", user.line());
        PrintWriter out = CommandSupport.out(spec);
        output.show(fields, out, () -> {
            if (file == null) {
                out.println("Add this line to the file of --users:");
                out.println(user.line());
            } else {
                out.println(user.name() + " is " + user.role().text() + " in " + file);
            }
        });
        return 0;
    }

    private ConsoleUser user() {
        try {
            ConsoleUser.requireName(name);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("--name: " + e.getMessage());
        }
        char[] password = PasswordPrompt.read();
        try {
            return new ConsoleUser(name, role, PasswordHash.create(password));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("no user is added: " + e.getMessage());
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Keeps the permissions of the file; only the owner may read a new one. */
    private static void write(Path file, ConsoleUser user) throws IOException {
        boolean exists = Files.exists(file);
        List<String> lines = exists ? Files.readAllLines(file) : List.of();
        Set<PosixFilePermission> permissions =
                exists && isPosix(file) ? Files.getPosixFilePermissions(file) : OWNER_ONLY;
        AtomicFile.write(file, target -> {
            Files.createFile(target);
            if (isPosix(target)) {
                Files.setPosixFilePermissions(target, permissions);
            }
            Files.write(target, UserFile.withUser(lines, user));
        });
    }

    private static boolean isPosix(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }
}
