package io.nacre.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    /** From the tests of the reference implementation of Argon2. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private static final String SALT = "c29tZXNhbHQ";
    private static final String HASH = "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @Test
    void verifiesAHashOfTheReferenceImplementation() {
        PasswordHash hash = PasswordHash.parse(REFERENCE);

        assertThat(hash.matches("password".toCharArray())).isTrue();
        assertThat(hash.matches("Password".toCharArray())).isFalse();
        assertThat(hash.matches(new char[0])).isFalse();
        assertThat(hash.text()).isEqualTo(REFERENCE);
    }

    @Test
    void aNewHashHasASaltOfItsOwnAndTheRecommendedParameters() {
        char[] password = "correct horse battery".toCharArray();
        PasswordHash one = PasswordHash.create(password);
        PasswordHash two = PasswordHash.create(password);

        assertThat(one.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(two.text());
        assertThat(one).isNotEqualTo(two).isEqualTo(PasswordHash.parse(one.text()));
        assertThat(PasswordHash.parse(one.text()).matches(password)).isTrue();
        assertThat(one.matches("correct horse batterz".toCharArray())).isFalse();
        assertThat(one.toString()).doesNotContain("$");
    }

    @Test
    void theSameCharactersFromAnotherKeyboardAreTheSamePassword() {
        PasswordHash composed = PasswordHash.create("caf\u00E9 au lait long".toCharArray());

        assertThat(composed.matches("cafe\u0301 au lait long".toCharArray())).isTrue();
    }

    @Test
    void refusesAPasswordThatIsTooShortOrTooLong() {
        assertThatThrownBy(() -> PasswordHash.create("elevenchars".toCharArray()))
                .hasMessage("the password has 11 characters; use 12 to 256");
        assertThatThrownBy(() -> PasswordHash.create("x".repeat(257).toCharArray()))
                .hasMessageContaining("257 characters");
        PasswordHash longest = PasswordHash.create("x".repeat(256).toCharArray());
        assertThat(longest.matches("x".repeat(257).toCharArray())).isFalse();
        assertThat(longest.matches("x".repeat(256).toCharArray())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=256,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=16$m=256,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=7,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=1048577,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=256,t=0,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=256,t=17,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=256,t=2,p=0$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$" + HASH,
                "$argon2id$v=19$m=256,t=2,p=1$" + SALT + "$c2FsdA",
                "$argon2id$v=19$m=256,t=2,p=1$x$" + HASH,
                "$argon2id$v=19$m=99999999999,t=2,p=1$" + SALT + "$" + HASH
            })
    void refusesATextThatIsNoHash(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noPasswordHasTheHashOfAnUnknownUser() {
        assertThat(PasswordHash.unknown().matches("correct horse battery".toCharArray()))
                .isFalse();
        assertThat(PasswordHash.unknown().text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }
}
