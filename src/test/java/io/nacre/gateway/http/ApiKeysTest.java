package io.nacre.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.gateway.http.ApiKeys.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    @TempDir
    private Path folder;

    @Test
    void findsTheClientOfAKeyAndStoresOnlyItsHash() throws IOException {
        String score = ApiKeys.create();
        String read = ApiKeys.create();
        Path file = Files.writeString(
                folder.resolve("keys"),
                "# clients\n\n" + ApiKeys.line("checkout", Set.of(Scope.SCORE), score) + "\n"
                        + ApiKeys.line("support", Set.of(Scope.READ, Scope.SCORE), read) + "\n");
        ApiKeys keys = ApiKeys.read(file);

        assertThat(keys.find("Bearer " + score)).isEqualTo(new ApiKeys.Client("checkout", Set.of(Scope.SCORE)));
        assertThat(keys.find("Bearer " + read).scopes()).containsOnly(Scope.READ, Scope.SCORE);
        assertThat(keys.find("bearer  " + score)).isEqualTo(keys.find("Bearer " + score));
        assertThat(keys.find(null)).isNull();
        assertThat(keys.find(score)).isNull();
        assertThat(keys.find("Bearer ")).isNull();
        assertThat(keys.find("Bearer " + score + "x")).isNull();
        assertThat(Files.readString(file)).doesNotContain(score, read);
        assertThat(score).isNotEqualTo(read).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout",
                "checkout score",
                "checkout score abc",
                "check out score x",
                "a b,c %s",
                "a score,admin %s"
            })
    void namesTheLineThatIsInvalid(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "#\n" + line.formatted("0".repeat(64)));

        assertThatThrownBy(() -> ApiKeys.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void withoutAFileTheClientIsLocal() {
        assertThat(ApiKeys.none().find(null)).isEqualTo(ApiKeys.LOCAL);
        assertThat(ApiKeys.none().areRequired()).isFalse();
    }

    @Test
    void withoutKeysAGatewayListensOnlyOnItsOwnMachine() {
        assertThatThrownBy(() -> new HttpServerSettings("0.0.0.0", 0, ApiKeys.none(), 1, null))
                .hasMessageContaining("--api-keys");
        assertThat(new HttpServerSettings("127.0.0.1", 0, ApiKeys.none(), 1, null).tls())
                .isNull();
        assertThat(new HttpServerSettings("::1", 0, ApiKeys.none(), 1, null).tls())
                .isNull();
    }
}
