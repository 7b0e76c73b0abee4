package io.nacre.gateway;

/** The gateway refuses a request, because too many wait for a decision or because it shuts down. */
public final class GatewayUnavailableException extends Exception {

    private final boolean stopping;

    GatewayUnavailableException(boolean stopping, String message) {
        super(message, null, false, false);
        this.stopping = stopping;
    }

    /** Whether it shuts down, so that only another gateway can answer. */
    public boolean isStopping() {
        return stopping;
    }
}
