package io.nacre.decision;

/** How much an analyst should hurry: by the loss that is to be expected of an incident. */
public enum Severity {
    LOW(0),
    MEDIUM(100),
    HIGH(1_000),
    CRITICAL(10_000);

    private final double fromLoss;

    Severity(double fromLoss) {
        this.fromLoss = fromLoss;
    }

    /** The least expected loss that is so severe, in major units of the payments' currency. */
    public double fromLoss() {
        return fromLoss;
    }

    public static Severity of(double expectedLoss) {
        Severity severity = LOW;
        for (Severity graver : values()) {
            severity = expectedLoss >= graver.fromLoss ? graver : severity;
        }
        return severity;
    }
}
