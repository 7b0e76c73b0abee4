package io.nacre.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.secret.ReloadedFile;
import io.nacre.secret.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of the gateway's clients. A line of the file has a name, scopes and the SHA-256 of the key, such as
 * {@code checkout score,read 9f86d0…}. A key is 32 random bytes, so its hash cannot be reversed by guessing.
 *
 * <p>The file is read again when it changes. To rotate a key, add a second line with the same name, switch the client,
 * and remove the first.
 */
public final class ApiKeys {

    /** What a key allows. */
    public enum Scope {
        /** To ask for decisions. */
        SCORE,
        /** To look decisions up. */
        READ
    }

    /** A client with its rights. */
    record Client(String name, Set<Scope> scopes) {
        Client {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The client of a gateway without keys, which only processes of its own machine can reach. */
    static final Client LOCAL = new Client("local", EnumSet.allOf(Scope.class));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String BEARER = "Bearer ";
    private static final int KEY_BYTES = 32;

    private final @Nullable ReloadedFile<Map<String, Client>> byHash;

    private ApiKeys(@Nullable ReloadedFile<Map<String, Client>> byHash) {
        this.byHash = byHash;
    }

    /** No keys: every request is allowed. */
    public static ApiKeys none() {
        return new ApiKeys(null);
    }

    /**
     * The keys of a file.
     *
     * @throws IllegalArgumentException for an invalid line, with its number and the remedy
     */
    public static ApiKeys read(Path file) throws IOException {
        ReloadedFile<Map<String, Client>> keys =
                ReloadedFile.open(file, "the API keys", Clock.systemUTC(), ApiKeys::parse);
        if (keys.value().isEmpty()) {
            throw new IllegalArgumentException(file + " has no key; make one with 'nacre api-key'");
        }
        return new ApiKeys(keys);
    }

    /** Whether requests need a key. */
    public boolean areRequired() {
        return byHash != null;
    }

    /** A new random key. */
    public static String create() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return "nacre_" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** The line of a key for the file. */
    public static String line(String name, Set<Scope> scopes, String key) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name '" + name + "' has other characters than letters, digits,"
                    + " '.', '_' and '-', or more than 64");
        }
        String words = String.join(
                ",",
                scopes.stream()
                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        return name + " " + words + " " + Sha256.hex(key.getBytes(UTF_8));
    }

    /** The client of an Authorization header; null if its key is unknown. */
    @Nullable
    Client find(@Nullable String authorization) {
        if (byHash == null) {
            return LOCAL;
        }
        return authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? null
                : byHash.value()
                        .get(Sha256.hex(
                                authorization.substring(BEARER.length()).strip().getBytes(UTF_8)));
    }

    private static Map<String, Client> parse(Path file) throws IOException {
        Map<String, Client> byHash = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                add(text, file + " line " + number, byHash);
            }
        }
        return Map.copyOf(byHash);
    }

    private static void add(String line, String where, Map<String, Client> byHash) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 3
                || !NAME.matcher(parts[0]).matches()
                || !HASH.matcher(parts[2]).matches()) {
            throw new IllegalArgumentException(
                    where + " is not 'name scopes sha256'; make a line with 'nacre api-key'");
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : parts[1].split(",", -1)) {
            scopes.add(scope(word, where));
        }
        byHash.put(parts[2], new Client(parts[0], scopes));
    }

    private static Scope scope(String word, String where) {
        return Arrays.stream(Scope.values())
                .filter(scope -> scope.name().equalsIgnoreCase(word))
                .findAny()
                .orElseThrow(
                        () -> new IllegalArgumentException(where + " has an unknown scope; scopes are score and read"));
    }
}
