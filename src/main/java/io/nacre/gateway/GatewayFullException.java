package io.nacre.gateway;

/** The gateway refuses a request, because too many wait for a decision or because it shuts down. */
public final class GatewayFullException extends Exception {

    GatewayFullException(String message) {
        super(message, null, false, false);
    }
}
