package io.nacre.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.model.HostileBundles;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.BundleSigner;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import io.nacre.model.engine.EngineKind;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.event.ScoringUpdate.BundleUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchBundleTest {

    private static final Bundle BUNDLE = TestBundles.catalogueBundle();

    @TempDir
    private Path folder;

    @Test
    void bringsTheBytesThatWereAnnounced() throws Exception {
        Path file = Files.write(folder.resolve("b.zip"), BUNDLE.zip());

        try (var fetch = harness()) {
            fetch.open();
            announce(fetch, file, hash(BUNDLE.zip()));

            assertThat(fetch.extractOutputValues()).singleElement().satisfies(scoringUpdate -> {
                assertThat(((BundleUpdate) scoringUpdate).zip()).isEqualTo(BUNDLE.zip());
                assertThat(scoringUpdate.key()).isEqualTo("bundle CHAMPION");
            });
        }
    }

    @Test
    void refusesWhatIsNotThereNotTheSameOrNoBundleAndGoesOn() throws Exception {
        Path file = Files.write(folder.resolve("b.zip"), BUNDLE.zip());
        Path text = Files.writeString(folder.resolve("no.zip"), "no bundle");

        try (var fetch = harness()) {
            fetch.open();
            announce(fetch, folder.resolve("gone.zip"), hash(BUNDLE.zip()));
            announce(fetch, file, "0".repeat(64));
            announce(fetch, text, hash("no bundle".getBytes(UTF_8)));
            assertThat(fetch.extractOutputValues()).isEmpty();

            announce(fetch, file, hash(BUNDLE.zip()));
            assertThat(fetch.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void outlivesEveryHostileBundle() throws Exception {
        Map<String, byte[]> hostile = HostileBundles.of(BUNDLE);
        Path good = Files.write(folder.resolve("good.zip"), BUNDLE.zip());

        try (var fetch = harness()) {
            fetch.open();
            for (byte[] zip : hostile.values()) {
                announce(fetch, Files.write(folder.resolve("hostile.zip"), zip), hash(zip));
            }
            assertThat(hostile).hasSizeGreaterThan(50);
            assertThat(fetch.extractOutputValues()).isEmpty();

            announce(fetch, good, hash(BUNDLE.zip()));
            assertThat(fetch.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void outlivesEveryHostileAddress() throws Exception {
        Files.createDirectory(folder.resolve("folder"));
        Files.createFile(folder.resolve("empty"));

        try (var fetch = harness()) {
            fetch.open();
            for (String uri : List.of(
                    folder.resolve("folder").toUri().toString(),
                    folder.resolve("empty").toUri().toString(),
                    "file:///dev/zero",
                    "file:",
                    "mailto:ada@example.org",
                    "nosuch://host/file",
                    "not a uri")) {
                announce(fetch, uri, hash(BUNDLE.zip()));
            }

            assertThat(fetch.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void acceptsOnlyBundlesOfTrustedKeys() throws Exception {
        BundleSigner ada = BundleSigner.generate(folder.resolve("ada.key"));
        TrustedKeys trustedKeys = TrustedKeys.of(List.of(folder.resolve("ada.key.pub")));
        byte[] signed = SignedBundle.of(BUNDLE).signed(ada).zip();

        try (var fetch = harness(trustedKeys)) {
            fetch.open();
            announce(fetch, Files.write(folder.resolve("b.zip"), BUNDLE.zip()), hash(BUNDLE.zip()));
            assertThat(fetch.extractOutputValues()).isEmpty();

            announce(fetch, Files.write(folder.resolve("signed.zip"), signed), hash(signed));
            assertThat(fetch.extractOutputValues())
                    .singleElement()
                    .satisfies(scoringUpdate ->
                            assertThat(((BundleUpdate) scoringUpdate).zip()).isEqualTo(signed));
        }
    }

    private static OneInputStreamOperatorTestHarness<BundleAnnouncement, ScoringUpdate> harness() throws Exception {
        return harness(TrustedKeys.NONE);
    }

    private static OneInputStreamOperatorTestHarness<BundleAnnouncement, ScoringUpdate> harness(TrustedKeys trustedKeys)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new FetchBundle(EngineKind.COMPILED, trustedKeys)));
    }

    private static void announce(
            OneInputStreamOperatorTestHarness<BundleAnnouncement, ScoringUpdate> fetch, Path file, String sha256)
            throws Exception {
        announce(fetch, file.toUri().toString(), sha256);
    }

    private static void announce(
            OneInputStreamOperatorTestHarness<BundleAnnouncement, ScoringUpdate> fetch, String uri, String sha256)
            throws Exception {
        fetch.processElement(
                new StreamRecord<>(new BundleAnnouncement(BUNDLE.id(), uri, sha256, Role.CHAMPION, "ada", 1)));
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
