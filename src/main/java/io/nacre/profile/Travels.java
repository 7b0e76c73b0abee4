package io.nacre.profile;

/** Where an account's payer was, and in which countries its merchants are. */
public record Travels(Whereabouts whereabouts, Seen countries) {
    public static final Travels NONE = new Travels(Whereabouts.UNKNOWN, Seen.NONE);
}
