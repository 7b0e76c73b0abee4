package io.nacre.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.MutableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PasswordAuthenticatorTest {

    private static final ConsoleUser ANN = TestUsers.user("ann", UserRole.ANALYST);
    private static final ConsoleUser BOB = TestUsers.user("bob", UserRole.LEAD);
    private static final char[] RIGHT = TestUsers.PASSWORD.toCharArray();
    private static final char[] WRONG = "not the password".toCharArray();
    private static final InetAddress ADDRESS = address("192.0.2.1");

    private final MutableClock clock = new MutableClock(1_790_000_000_000L);
    private final Map<String, ConsoleUser> users = Map.of("ann", ANN, "bob", BOB);
    private final Sessions sessions = new Sessions(SessionLimits.DEFAULT, users::get, clock);
    private final PasswordAuthenticator signIn =
            new PasswordAuthenticator(sessions, users::get, new LoginLimiter(clock));

    @Test
    void signsInWithANewSessionIdAndEndsTheEarlierSession() {
        Sessions.Started first = accepted(signIn.signIn("ann", RIGHT, ADDRESS, "chosen by somebody"));
        Sessions.Started second = accepted(signIn.signIn("ann", RIGHT, ADDRESS, first.id()));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(sessions.find(second.id(), true)).isSameAs(second.session());
        assertThat(sessions.find(first.id(), true)).isNull();
        assertThat(sessions.find("chosen by somebody", true)).isNull();
    }

    @Test
    void givesTheSameAnswerForAnUnknownNameAndAWrongPassword() {
        PasswordAuthenticator.Result wrong = signIn.signIn("ann", WRONG, ADDRESS, null);
        PasswordAuthenticator.Result unknown = signIn.signIn("eve", RIGHT, ADDRESS, null);

        assertThat(wrong).isEqualTo(unknown).isEqualTo(new PasswordAuthenticator.Denied());
    }

    @Test
    void aFailureDoesNotEndTheEarlierSession() {
        String id = sessions.start(ANN).id();

        signIn.signIn("ann", WRONG, ADDRESS, id);

        assertThat(sessions.find(id, true)).isNotNull();
    }

    @Test
    void slowsDownAttemptsOnANameWhetherItExistsOrNot() {
        for (String name : new String[] {"ann", "eve"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn.signIn(name, WRONG, address("192.0.2." + (10 + i)), null))
                        .isEqualTo(new PasswordAuthenticator.Denied());
            }
            for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                assertThat(signIn.signIn(name, RIGHT, address("198.51.100.7"), null))
                        .as("the right password is not even checked")
                        .isEqualTo(new PasswordAuthenticator.TooManyAttempts(Duration.ofSeconds(seconds)));
                clock.advance(Duration.ofSeconds(seconds));
                assertThat(signIn.signIn(name, WRONG, address("203.0.113." + seconds), null))
                        .isEqualTo(new PasswordAuthenticator.Denied());
            }
            clock.advance(Duration.ofSeconds(60));
        }
        accepted(signIn.signIn("ann", RIGHT, ADDRESS, null));
        assertThat(signIn.signIn("ann", WRONG, ADDRESS, null)).isEqualTo(new PasswordAuthenticator.Denied());
        assertThat(signIn.signIn("ann", WRONG, ADDRESS, null))
                .as("counts from the start again")
                .isEqualTo(new PasswordAuthenticator.Denied());
    }

    @Test
    void slowsDownAnAddressThatTriesManyNames() {
        for (int i = 0; i < 20; i++) {
            assertThat(signIn.signIn("name-" + i, WRONG, ADDRESS, null)).isEqualTo(new PasswordAuthenticator.Denied());
        }

        assertThat(signIn.signIn("ann", RIGHT, ADDRESS, null))
                .isEqualTo(new PasswordAuthenticator.TooManyAttempts(Duration.ofSeconds(1)));
        accepted(signIn.signIn("ann", RIGHT, address("192.0.2.2"), null));
        clock.advance(Duration.ofSeconds(1));
        accepted(signIn.signIn("ann", RIGHT, ADDRESS, null));
        assertThat(signIn.signIn("name-21", WRONG, ADDRESS, null)).isEqualTo(new PasswordAuthenticator.Denied());
        assertThat(signIn.signIn("bob", RIGHT, ADDRESS, null))
                .as("one known password does not clear the address")
                .isInstanceOf(PasswordAuthenticator.TooManyAttempts.class);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        for (int i = 0; i < 20; i++) {
            signIn.signIn("name-" + i, WRONG, address("2001:db8:1:2::" + i), null);
        }

        assertThat(signIn.signIn("ann", RIGHT, address("2001:db8:1:2:ffff::1"), null))
                .isInstanceOf(PasswordAuthenticator.TooManyAttempts.class);
        accepted(signIn.signIn("ann", RIGHT, address("2001:db8:1:3::1"), null));
    }

    @Test
    void forgetsFailuresAfterAnHour() {
        for (int i = 0; i < 5; i++) {
            signIn.signIn("ann", WRONG, ADDRESS, null);
        }
        clock.advance(Duration.ofHours(1));

        for (int i = 0; i < 5; i++) {
            assertThat(signIn.signIn("ann", WRONG, ADDRESS, null)).isEqualTo(new PasswordAuthenticator.Denied());
        }
    }

    @Test
    void aSignInLinkIsValidOnceAndForAWhile() {
        OneTimeSignInToken link = new OneTimeSignInToken(Duration.ofMinutes(10), clock);
        assertThat(link.redeem("none was issued")).isFalse();
        String replaced = link.issue();
        String token = link.issue();

        assertThat(link.redeem(null)).isFalse();
        assertThat(link.redeem(replaced)).isFalse();
        assertThat(link.redeem(token + "x")).isFalse();
        assertThat(link.redeem(token)).isTrue();
        assertThat(link.redeem(token)).isFalse();
        String late = link.issue();
        clock.advance(Duration.ofMinutes(10));
        assertThat(link.redeem(late)).isFalse();
    }

    private static Sessions.Started accepted(PasswordAuthenticator.Result result) {
        assertThat(result).isInstanceOf(PasswordAuthenticator.Accepted.class);
        return ((PasswordAuthenticator.Accepted) result).started();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
