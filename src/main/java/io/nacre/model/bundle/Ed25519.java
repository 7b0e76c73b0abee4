package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import io.nacre.secret.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Ed25519 signatures (RFC 8032) of the Java platform. */
final class Ed25519 {

    private static final String NAME = "Ed25519";

    private static final int ID_LENGTH = 16;

    private Ed25519() {}

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(NAME).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    static PrivateKey privateKey(byte[] pkcs8, String source) {
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException e) {
            throw noKey(source, e);
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    static PublicKey publicKey(byte[] x509, String source) {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(x509));
        } catch (InvalidKeySpecException e) {
            throw noKey(source, e);
        } catch (NoSuchAlgorithmException e) {
            throw missing(e);
        }
    }

    /** The key id: the start of the SHA-256 of its X.509 encoding. */
    static String id(PublicKey key) {
        return Sha256.hex(key.getEncoded()).substring(0, ID_LENGTH);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException e) {
            // The signature has an invalid length.
            return false;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static BundleException noKey(String source, Exception e) {
        return new BundleException(source + " is not an Ed25519 key: use a key of 'nacre bundle keygen'", e);
    }

    private static IllegalStateException missing(Exception e) {
        return new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
}
