package io.nacre.console.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The hash of a password by Argon2id (RFC 9106), in the PHC string format {@code $argon2id$v=19$m=19456,t=2,p=1$…$…}.
 * New hashes have the parameters that OWASP's Password Storage Cheat Sheet recommends.
 */
public final class PasswordHash {

    /** Shortest password, in characters. Length is worth more than rules on characters (NIST SP 800-63B). */
    public static final int MIN_CHARACTERS = 12;

    /** Longest password, in characters: more would only cost time. */
    public static final int MAX_CHARACTERS = 256;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** Largest parameters of a hash in the file, so that a typing error cannot stop the console. */
    private static final int MAX_MEMORY_KIB = 1024 * 1024;

    private static final int MAX_ITERATIONS = 16;
    private static final int MAX_PARALLELISM = 16;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_HASH_BYTES = 16;
    private static final int MAX_BYTES = 64;

    private static final Pattern FORMAT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{1,88})\\$([A-Za-z0-9+/]{1,88})");

    private final int memoryKib;
    private final int iterations;
    private final int parallelism;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        this.parallelism = parallelism;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * The hash of a new password, with a random salt.
     *
     * @throws IllegalArgumentException if the password is too short or too long
     */
    public static PasswordHash create(char[] password) {
        if (password.length < MIN_CHARACTERS || password.length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("the password has " + password.length + " characters; use "
                    + MIN_CHARACTERS + " to " + MAX_CHARACTERS);
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        PasswordHash empty = new PasswordHash(MEMORY_KIB, ITERATIONS, PARALLELISM, salt, new byte[HASH_BYTES]);
        return new PasswordHash(MEMORY_KIB, ITERATIONS, PARALLELISM, salt, empty.compute(password));
    }

    /** A hash that no password has, to take the same time for an unknown user as for a known one. */
    static PasswordHash unknown() {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new PasswordHash(MEMORY_KIB, ITERATIONS, PARALLELISM, salt, hash);
    }

    /**
     * Reads the PHC string format.
     *
     * @throws IllegalArgumentException if it is malformed or its parameters are out of range
     */
    public static PasswordHash parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not '$argon2id$v=19$m=…,t=…,p=…$salt$hash'");
        }
        int memoryKib = Integer.parseInt(matcher.group(1));
        int iterations = Integer.parseInt(matcher.group(2));
        int parallelism = Integer.parseInt(matcher.group(3));
        byte[] salt = decoded(matcher.group(4));
        byte[] hash = decoded(matcher.group(5));
        boolean possible = parallelism >= 1
                && parallelism <= MAX_PARALLELISM
                && iterations >= 1
                && iterations <= MAX_ITERATIONS
                && memoryKib >= 8 * parallelism
                && memoryKib <= MAX_MEMORY_KIB
                && salt.length >= MIN_SALT_BYTES
                && salt.length <= MAX_BYTES
                && hash.length >= MIN_HASH_BYTES
                && hash.length <= MAX_BYTES;
        if (!possible) {
            throw new IllegalArgumentException("has parameters out of range; memory is at most " + MAX_MEMORY_KIB
                    + " KiB, and t and p are 1 to " + MAX_ITERATIONS);
        }
        return new PasswordHash(memoryKib, iterations, parallelism, salt, hash);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a salt or a hash that is not in Base64", e);
        }
    }

    /** Whether the password is the one of this hash. It takes the same time for a wrong one. */
    public boolean matches(char[] password) {
        // A longer password is never the right one; it must not cost more time.
        char[] bounded = Arrays.copyOf(password, Math.min(password.length, MAX_CHARACTERS));
        try {
            boolean same = MessageDigest.isEqual(hash, compute(bounded));
            return same && password.length <= MAX_CHARACTERS;
        } finally {
            Arrays.fill(bounded, '\0');
        }
    }

    /** The same characters from another keyboard give the same bytes, because they are composed (NFC). */
    private byte[] compute(char[] password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        byte[] bytes =
                Normalizer.normalize(new String(password), Normalizer.Form.NFC).getBytes(UTF_8);
        byte[] result = new byte[hash.length];
        generator.generateBytes(bytes, result);
        Arrays.fill(bytes, (byte) 0);
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that
                && MessageDigest.isEqual(text().getBytes(US_ASCII), that.text().getBytes(US_ASCII));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    /** The PHC string for the users' file. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** Nothing of the hash, so that no log has it. */
    @Override
    public String toString() {
        return "argon2id";
    }
}
