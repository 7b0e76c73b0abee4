package io.nacre.secret;

/** A secret or its reference is invalid. The message names the setting, never the secret. */
public final class SecretException extends RuntimeException {
    SecretException(String message) {
        super(message);
    }
}
