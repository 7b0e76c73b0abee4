package io.nacre.console.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final ConsoleUser ANN = TestUsers.user("ann", UserRole.ANALYST);

    private final MutableClock clock = new MutableClock(1_790_000_000_000L);
    private final Map<String, ConsoleUser> users = new HashMap<>(Map.of("ann", ANN));
    private final Sessions sessions = new Sessions(SessionLimits.DEFAULT, users::get, clock);

    @Test
    void findsASessionByItsSecretId() {
        Sessions.Started started = sessions.start(ANN);

        ConsoleSession found = sessions.find(started.id(), true);

        assertThat(found).isSameAs(started.session());
        assertThat(found.analyst()).isEqualTo("ann");
        assertThat(found.role()).isEqualTo(UserRole.ANALYST);
        assertThat(found.has(Permission.GIVE_VERDICTS)).isTrue();
        assertThat(found.has(Permission.VIEW_AUDIT)).isFalse();
        assertThat(sessions.find(started.id() + "x", true)).isNull();
        assertThat(sessions.find("", true)).isNull();
        assertThat(sessions.find(null, true)).isNull();
        assertThat(started.toString()).doesNotContain(started.id());
    }

    @Test
    void everySessionHasItsOwnIdAndToken() {
        Sessions.Started one = sessions.start(ANN);
        Sessions.Started two = sessions.start(ANN);

        assertThat(one.id()).isNotEqualTo(two.id()).hasSize(43);
        assertThat(one.session().csrfToken())
                .hasSize(43)
                .isNotEqualTo(two.session().csrfToken());
        assertThat(one.session().isCsrfToken(one.session().csrfToken())).isTrue();
        assertThat(one.session().isCsrfToken(two.session().csrfToken())).isFalse();
        assertThat(one.session().isCsrfToken(one.id())).isFalse();
        assertThat(one.session().isCsrfToken("")).isFalse();
        assertThat(one.session().isCsrfToken(null)).isFalse();
    }

    @Test
    void anUnusedSessionEnds() {
        String id = sessions.start(ANN).id();

        clock.advance(Duration.ofMinutes(14));
        assertThat(sessions.find(id, true)).isNotNull();
        clock.advance(Duration.ofMinutes(14));
        assertThat(sessions.find(id, false)).as("used since").isNotNull();
        clock.advance(Duration.ofMinutes(1));

        assertThat(sessions.find(id, true))
                .as("the page's own request was no use")
                .isNull();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aUsedSessionEndsAfterTheTotalTime() {
        String id = sessions.start(ANN).id();

        for (int minutes = 10; minutes < 12 * 60; minutes += 10) {
            clock.advance(Duration.ofMinutes(10));
            assertThat(sessions.find(id, true)).isNotNull();
        }
        clock.advance(Duration.ofMinutes(10));

        assertThat(sessions.find(id, true)).isNull();
    }

    @Test
    void signingOutEndsOnlyThisSession() {
        String one = sessions.start(ANN).id();
        String two = sessions.start(ANN).id();

        sessions.end(one);
        sessions.end("unknown");
        sessions.end(null);

        assertThat(sessions.find(one, true)).isNull();
        assertThat(sessions.find(two, true)).isNotNull();
    }

    @Test
    void aUserWhoIsRemovedOrChangedIsSignedOut() {
        String id = sessions.start(ANN).id();

        users.put("ann", TestUsers.user("ann", UserRole.VIEWER));
        assertThat(sessions.find(id, true)).as("another role").isNull();
        users.put("ann", ANN);
        assertThat(sessions.find(id, true)).as("it stays ended").isNull();
        id = sessions.start(ANN).id();
        users.remove("ann");
        assertThat(sessions.find(id, true)).as("removed").isNull();
        users.put("ann", new ConsoleUser("ann", UserRole.ANALYST, PasswordHash.unknown()));
        id = sessions.start(ANN).id();
        assertThat(sessions.find(id, true)).as("another password").isNull();
    }

    @Test
    void aUserHasABoundedNumberOfSessions() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < Sessions.MAX_PER_USER + 2; i++) {
            clock.advance(Duration.ofSeconds(1));
            ids.add(sessions.start(ANN).id());
        }

        assertThat(sessions.count()).isEqualTo(Sessions.MAX_PER_USER);
        assertThat(sessions.find(ids.get(1), true)).isNull();
        assertThat(sessions.find(ids.get(2), true)).isNotNull();
    }

    @Test
    void aSessionKnowsTheAccountsThatItHasRevealed() {
        ConsoleSession session = sessions.start(ANN).session();
        ConsoleSession other = sessions.start(ANN).session();

        assertThat(session.reveal("a-1")).isTrue();

        assertThat(session.isRevealed("a-1")).isTrue();
        assertThat(session.isRevealed("a-2")).isFalse();
        assertThat(other.isRevealed("a-1")).isFalse();
        for (int i = 2; i <= 1_000; i++) {
            assertThat(session.reveal("a-" + i)).isTrue();
        }
        assertThat(session.reveal("a-1001")).as("the limit").isFalse();
        assertThat(session.reveal("a-7")).as("already revealed").isTrue();
    }

    @Test
    void limitsAreChecked() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(requireNonNull(SessionLimits.DEFAULT).idle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(SessionLimits.DEFAULT.total()).isEqualTo(Duration.ofHours(12));
        assertThat(new SessionLimits(minute, minute).idle()).isEqualTo(minute);
        assertThatThrownBy(() -> new SessionLimits(Duration.ZERO, minute)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new SessionLimits(minute.plusMillis(1), minute))
                .hasMessageContaining("at most PT1M");
    }
}
