package io.nacre.profile;

/** Where an account's payments come from: networks (an IPv4 address or an IPv6 /64) and their countries. */
public record Sources(Seen networks, Seen countries) {
    public static final Sources NONE = new Sources(Seen.NONE, Seen.NONE);
}
