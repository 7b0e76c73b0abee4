package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Whose bundles are used: those that one of these keys signed, or all where there are no keys.
 *
 * @param keys public keys, X.509 in Base64
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public record TrustedKeys(List<String> keys) implements Serializable {

    /** Asks for no signature. */
    public static final TrustedKeys ANYONE = new TrustedKeys(List.of());

    public TrustedKeys {
        keys = List.copyOf(keys);
    }

    /** Reads the files with the public keys. */
    public static TrustedKeys of(List<Path> files) {
        return new TrustedKeys(files.stream().map(TrustedKeys::key).toList());
    }

    public boolean isAsked() {
        return !keys.isEmpty();
    }

    /** Refuses contents for which none of the keys vouches, and those that any of them signed when they were others. */
    void require(Map<String, byte[]> files, String source) {
        if (!isAsked()) {
            return;
        }
        Map<String, byte[]> signatures = BundleSignatures.of(files, source);
        byte[] message = BundleSignatures.message(files);
        boolean vouched = false;
        for (String encoded : keys) {
            PublicKey key = Ed25519.publicKey(Base64.getDecoder().decode(encoded), "a trusted key");
            byte[] signature = signatures.get(Ed25519.id(key));
            if (signature != null && !Ed25519.verifies(key, message, signature)) {
                throw new BundleException(source + " was changed after the key " + Ed25519.id(key)
                        + " had signed it: take it from where it was trained, or sign it again");
            }
            vouched |= signature != null;
        }
        if (!vouched) {
            throw new BundleException(source + " is "
                    + (signatures.isEmpty() ? "not signed" : "signed by " + signatures.keySet() + " only")
                    + ", and bundles must be signed by a trusted key: 'nacre bundle sign' does that");
        }
    }

    private static String key(Path file) {
        byte[] encoded = Pem.read(file, Pem.PUBLIC);
        Ed25519.publicKey(encoded, file.toString());
        return Base64.getEncoder().encodeToString(encoded);
    }
}
