package io.nacre.secret;

/** A secret, or what names it, stands in the way; the message names the setting, never the secret. */
public final class SecretException extends RuntimeException {
    SecretException(String message) {
        super(message);
    }
}
