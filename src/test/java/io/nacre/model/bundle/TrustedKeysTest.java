package io.nacre.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.BundleException;
import io.nacre.model.TestBundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only bundles that somebody trusted has signed are used where trust is asked for. */
final class TrustedKeysTest {

    private final SignedBundle unsigned = SignedBundle.of(TestBundles.catalogueBundle());

    @TempDir
    private Path folder;

    private BundleSigner ada;
    private BundleSigner bob;
    private TrustedKeys adaOnly;

    @BeforeEach
    void makeKeys() {
        ada = BundleSigner.generate(folder.resolve("ada.key"));
        bob = BundleSigner.generate(folder.resolve("bob.key"));
        adaOnly = TrustedKeys.of(List.of(folder.resolve("ada.key.pub")));
    }

    @Test
    void acceptsABundleOfATrustedKeyAsZipFileAndDirectory() {
        SignedBundle signed = unsigned.signed(ada);
        signed.write(folder.resolve("b.zip"));
        signed.write(folder.resolve("b"));

        assertThat(SignedBundle.read(signed.zip(), adaOnly).bundle().id())
                .isEqualTo(unsigned.bundle().id());
        assertThat(SignedBundle.read(folder.resolve("b.zip"), adaOnly).signers())
                .containsExactly(ada.id());
        assertThat(SignedBundle.read(folder.resolve("b"), adaOnly).zip()).isEqualTo(signed.zip());
    }

    @Test
    void acceptsAnyBundleWithoutTrustedKeys() {
        assertThat(SignedBundle.read(unsigned.zip(), TrustedKeys.NONE).signers())
                .isEmpty();
        assertThat(SignedBundle.read(unsigned.signed(bob).zip(), TrustedKeys.NONE)
                        .signers())
                .containsExactly(bob.id());
    }

    @Test
    void readsASignedBundleWithoutLookingAtTheSignature() {
        assertThat(Bundle.read(unsigned.signed(ada).zip()).id())
                .isEqualTo(unsigned.bundle().id());
    }

    @Test
    void needsOnlyOneOfSeveralSignatures() {
        byte[] both = unsigned.signed(bob).signed(ada).zip();

        assertThat(SignedBundle.read(both, adaOnly).signers()).containsExactly(bob.id(), ada.id());
        assertThat(unsigned.signed(ada).signed(ada).signers()).containsExactly(ada.id());
    }

    @Test
    void refusesWhatIsNotSigned() {
        refused(unsigned.zip(), "is not signed, but a signature of a trusted key is required");
    }

    @Test
    void rejectsABundleSignedOnlyByAnUntrustedKey() {
        refused(unsigned.signed(bob).zip(), "is signed by [" + bob.id() + "] only");
    }

    @Test
    void refusesTheSignatureOfAnotherBundle() {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(TestBundles.anotherCatalogueBundle()));
        files.put(BundleSignatureFormat.FILE, signatures(unsigned.signed(ada)));

        refused(BundleArchive.zip(files), "was changed after its signature by the key " + ada.id());
    }

    @Test
    void refusesAChangeOfAnyFile() {
        Map<String, byte[]> signed = BundleArchive.unzip(unsigned.signed(ada).zip(), "test");

        assertThat(signed).hasSizeGreaterThan(6);
        signed.keySet().stream()
                .filter(name -> !name.equals(BundleSignatureFormat.FILE))
                .forEach(name -> {
                    Map<String, byte[]> changed = new LinkedHashMap<>(signed);
                    byte[] bytes = signed.get(name).clone();
                    bytes[bytes.length / 2] ^= 1;
                    changed.put(name, bytes);
                    refused(BundleArchive.zip(changed), "was changed after its signature by the key");
                });
    }

    @Test
    void refusesAFileThatIsMissing() {
        Map<String, byte[]> files = BundleArchive.unzip(unsigned.signed(ada).zip(), "test");
        files.remove("anomaly.f32");

        refused(BundleArchive.zip(files), "was changed after its signature by the key");
    }

    @Test
    void refusesSignaturesThatAreNone() {
        for (String text : List.of(
                "ed25519 " + ada.id() + " AAAA", "rsa x y", "ed25519 " + ada.id() + " " + "A".repeat(86) + "==x")) {
            Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(unsigned.bundle()));
            files.put(BundleSignatureFormat.FILE, text.getBytes(StandardCharsets.UTF_8));
            refused(BundleArchive.zip(files), "has an invalid line");
        }
    }

    @Test
    void signsATextThatOtherToolsCanMake() {
        Map<String, byte[]> files =
                Map.of("b", new byte[] {1}, "a", new byte[0], BundleSignatureFormat.FILE, new byte[] {9});

        assertThat(BundleSignatureFormat.message(files))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("nacre-bundle-1\n"
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n"
                        + "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a  b\n");
    }

    @Test
    void readsAKeyBackAndKeepsItFromOthers() throws IOException {
        assertThat(BundleSigner.read(folder.resolve("ada.key")).id())
                .isEqualTo(ada.id())
                .hasSize(16);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ada.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void neverWritesOverAKey() {
        assertThatThrownBy(() -> BundleSigner.generate(folder.resolve("ada.key")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("choose a new name");
        assertThat(BundleSigner.read(folder.resolve("ada.key")).id()).isEqualTo(ada.id());
    }

    @Test
    void reportsFaultyKeys() throws IOException {
        Path open = folder.resolve("ada.key.pub");
        Path text = Files.writeString(folder.resolve("text"), "no key");
        Path other = Files.writeString(folder.resolve("other"), Pem.text(Pem.PUBLIC, new byte[] {1, 2, 3}));

        keyRefused(folder.resolve("gone"), "cannot read the key");
        keyRefused(text, "has no \"PUBLIC KEY\" in PEM");
        keyRefused(folder.resolve("ada.key"), "has no \"PUBLIC KEY\" in PEM");
        keyRefused(other, "is not an Ed25519 key");
        Files.write(open, Files.readAllBytes(folder.resolve("bob.key.pub")));
        assertThatThrownBy(() -> BundleSigner.read(folder.resolve("ada.key")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is not the public key of");
    }

    private void refused(byte[] zip, String message) {
        assertThatThrownBy(() -> SignedBundle.read(zip, adaOnly))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(message);
    }

    private static void keyRefused(Path file, String message) {
        assertThatThrownBy(() -> TrustedKeys.of(List.of(file)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(message);
    }

    private static byte[] signatures(SignedBundle file) {
        return BundleArchive.unzip(file.zip(), "test").get(BundleSignatureFormat.FILE);
    }
}
