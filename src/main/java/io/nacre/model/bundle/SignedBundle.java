package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import io.nacre.model.FeatureLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bundle with its signatures, as it is stored and sent. */
public final class SignedBundle {

    private final Bundle bundle;
    private final Map<String, byte[]> files;
    private final List<String> signers;

    private SignedBundle(Bundle bundle, Map<String, byte[]> files, String source) {
        this.bundle = bundle;
        this.files = BundleFormat.inOrder(files);
        this.signers = List.copyOf(BundleSignatureFormat.of(files, source).keySet());
    }

    /** A bundle without signatures. */
    public static SignedBundle of(Bundle bundle) {
        return new SignedBundle(bundle, BundleFormat.encode(bundle), bundle.id());
    }

    /**
     * Reads a bundle from a directory or a zip file.
     *
     * @throws BundleException if it is invalid, or has no signature of a trusted key
     */
    public static SignedBundle read(Path path, TrustedKeys trustedKeys) {
        return of(BundleArchive.read(path), trustedKeys, FeatureLayout.catalogue(), path.toString());
    }

    /** Reads a bundle from the bytes of a zip file. */
    public static SignedBundle read(byte[] zip, TrustedKeys trustedKeys) {
        String source = "the bundle";
        return of(BundleArchive.unzip(zip, source), trustedKeys, FeatureLayout.catalogue(), source);
    }

    /** Verifies the signature first, so that untrusted content is not parsed. */
    static SignedBundle of(Map<String, byte[]> files, TrustedKeys trustedKeys, FeatureLayout expected, String source) {
        trustedKeys.require(files, source);
        return new SignedBundle(BundleFormat.decode(files, expected, source), files, source);
    }

    public Bundle bundle() {
        return bundle;
    }

    /** Ids of the keys that signed it. */
    public List<String> signers() {
        return signers;
    }

    /** The same bundle with one more signature. */
    public SignedBundle signed(BundleSigner bundleSigner) {
        return new SignedBundle(bundle, BundleSignatureFormat.add(files, bundleSigner, bundle.id()), bundle.id());
    }

    /** The bundle with its signatures as a zip file. */
    public byte[] zip() {
        return BundleArchive.zip(files);
    }

    /** Writes a zip file if the name ends in {@code .zip}, else a directory; replaces only an earlier bundle. */
    public void write(Path path) {
        BundleArchive.write(path, files);
    }
}
