package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The keys whose bundles are accepted. Without keys, all bundles are accepted.
 *
 * @param keys public keys, X.509 in Base64
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record TrustedKeys(List<String> keys) implements Serializable {

    /** Requires no signature. */
    public static final TrustedKeys NONE = new TrustedKeys(List.of());

    public TrustedKeys {
        keys = List.copyOf(keys);
    }

    /** Reads the files with the public keys. */
    public static TrustedKeys of(List<Path> files) {
        return new TrustedKeys(files.stream().map(TrustedKeys::key).toList());
    }

    public boolean isRequired() {
        return !keys.isEmpty();
    }

    /** Rejects contents without a valid signature of one of the keys. */
    void require(Map<String, byte[]> files, String source) {
        if (!isRequired()) {
            return;
        }
        Map<String, byte[]> signatures = BundleSignatureFormat.of(files, source);
        byte[] message = BundleSignatureFormat.message(files);
        boolean vouched = false;
        for (String encoded : keys) {
            PublicKey key = Ed25519.publicKey(Base64.getDecoder().decode(encoded), "a trusted key");
            byte[] signature = signatures.get(Ed25519.id(key));
            if (signature != null && !Ed25519.verifies(key, message, signature)) {
                throw new BundleException(source + " was changed after its signature by the key " + Ed25519.id(key)
                        + ": copy the bundle again, or sign it again");
            }
            vouched |= signature != null;
        }
        if (!vouched) {
            throw new BundleException(source + " is "
                    + (signatures.isEmpty() ? "not signed" : "signed by " + signatures.keySet() + " only")
                    + ", but a signature of a trusted key is required: sign it with 'nacre bundle sign'");
        }
    }

    private static String key(Path file) {
        byte[] encoded = Pem.read(file, Pem.PUBLIC);
        Ed25519.publicKey(encoded, file.toString());
        return Base64.getEncoder().encodeToString(encoded);
    }
}
