package io.nacre.console.access;

import io.nacre.secret.ReloadedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The users of the console. A line of the file has a name, a role and the hash of the password, such as {@code ann
 * analyst $argon2id$…}. The file is read again when it changes: a removed user is signed out.
 */
public final class UserFile {

    private final ReloadedFile<Map<String, ConsoleUser>> file;

    private UserFile(ReloadedFile<Map<String, ConsoleUser>> file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException for an invalid line, with its number and the remedy, or if there is no user
     */
    public static UserFile open(Path path, Clock clock) throws IOException {
        UserFile users = new UserFile(ReloadedFile.open(path, "the users", clock, UserFile::parse));
        if (users.file.value().isEmpty()) {
            throw new IllegalArgumentException(path + " has no user; add one with 'nacre console-user'");
        }
        return users;
    }

    /** The user of this name; null if there is none. */
    public @Nullable ConsoleUser find(String name) {
        return file.value().get(name);
    }

    /** The names of all users. */
    public List<String> names() {
        return file.value().keySet().stream().sorted().toList();
    }

    /** The lines of a file with a user added, or with its line replaced. Comments and other lines stay. */
    public static List<String> withUser(List<String> lines, ConsoleUser user) {
        List<String> changed = new ArrayList<>();
        boolean replaced = false;
        for (String line : lines) {
            boolean same = !isIgnored(line) && line.strip().split("\\s+", 2)[0].equals(user.name());
            if (!same) {
                changed.add(line);
            } else if (!replaced) {
                changed.add(user.line());
                replaced = true;
            }
        }
        if (!replaced) {
            changed.add(user.line());
        }
        return changed;
    }

    private static Map<String, ConsoleUser> parse(Path path) throws IOException {
        Map<String, ConsoleUser> users = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(path)) {
            number++;
            if (!isIgnored(line)) {
                add(line, path + " line " + number, users);
            }
        }
        return Map.copyOf(users);
    }

    private static void add(String line, String where, Map<String, ConsoleUser> users) {
        ConsoleUser user;
        try {
            user = ConsoleUser.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " " + e.getMessage(), e);
        }
        if (users.put(user.name(), user) != null) {
            throw new IllegalArgumentException(where + " is a second line of " + user.name() + "; remove one of them");
        }
    }

    private static boolean isIgnored(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }
}
