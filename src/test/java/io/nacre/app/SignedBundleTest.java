package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle from the key that signs it to the job that takes it, by commands. */
@Tag("broker")
class SignedBundleTest {

    @TempDir
    private Path folder;

    private String bundle;
    private String key;

    @BeforeEach
    void makeABundleAndAKey() {
        bundle = folder.resolve("bundle").toString();
        key = folder.resolve("ada.key").toString();
        TestBundles.catalogueBundle().write(Path.of(bundle));
        well("bundle keygen --out " + key).contains("keep " + key + " secret");
    }

    @Test
    void isVerifiedBySignature() {
        refused("bundle verify " + bundle + " --trust " + key + ".pub").contains("is not signed");
        well("bundle verify " + bundle).contains("not signed");

        well("bundle sign " + bundle + " --key " + key).contains("is signed by");

        well("bundle verify " + bundle + " --trust " + key + ".pub")
                .contains("signed by")
                .doesNotContain("not verified");
        well("bundle verify " + bundle).contains("not verified: set --trust");
        well("bundle show " + bundle).containsPattern("signed by    [0-9a-f]{16}");
    }

    @Test
    void isRefusedOnceChanged() throws IOException {
        well("bundle sign " + bundle + " --key " + key);
        TestBundles.anotherCatalogueBundle().write(folder.resolve("other"));
        for (String name : List.of("manifest.json", "cascade.f32", "golden.f32", "anomaly.f32")) {
            Files.write(
                    Path.of(bundle, name),
                    Files.readAllBytes(folder.resolve("other").resolve(name)));
        }

        refused("bundle verify " + bundle + " --trust " + key + ".pub")
                .contains("was changed after its signature by the key");
    }

    @Test
    void isPublishedAndPromotedWithItsSignature() throws IOException {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            try (TopicSetup topics = new TopicSetup(KafkaSettings.of(broker.brokers()))) {
                topics.create(1);
            }
            String there = " --bootstrap-servers " + broker.brokers() + " --trust " + key + ".pub";
            String publish = "bundle publish " + bundle + " --store " + folder.resolve("store") + there;
            String id = TestBundles.catalogueBundle().id();
            String promote = "bundle promote " + id + " --skip-gate --champion-bundle " + bundle + there;

            refused(publish).contains("is not signed");
            well("bundle sign " + bundle + " --key " + key);
            well(publish).contains(id + " is now a challenger");

            Path stored = folder.resolve("store").resolve(id + ".zip");
            TrustedKeys trustedKeys = TrustedKeys.of(List.of(Path.of(key + ".pub")));
            assertThat(SignedBundle.read(stored, trustedKeys).signers()).hasSize(1);
            well(promote).contains(id + " is now the champion");

            refused(promote.replace(key + ".pub", other() + ".pub"))
                    .contains("is signed by")
                    .contains("only");
        }
    }

    private String other() {
        String other = folder.resolve("bob.key").toString();
        well("bundle keygen --out " + other);
        return other;
    }

    private static AbstractStringAssert<?> well(String line) {
        CliRun cliRun = CliRun.of(line);
        assertThat(cliRun.code()).as(cliRun.err()).isZero();
        return assertThat(cliRun.out());
    }

    private static AbstractStringAssert<?> refused(String line) {
        CliRun cliRun = CliRun.of(line);
        assertThat(cliRun.code()).as(cliRun.out()).isEqualTo(1);
        assertThat(cliRun.err().lines()).hasSize(1);
        return assertThat(cliRun.err());
    }
}
