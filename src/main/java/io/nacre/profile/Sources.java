package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where an account's payments come from: networks (an IPv4 address or an IPv6 /64) and their countries. */
public record Sources(Seen networks, Seen countries) {
    public static final Sources NONE = new Sources(Seen.NONE, Seen.NONE);

    public static final Codec<Sources> CODEC = Codec.first(Sources::write, Sources::read);

    void write(DataOutput out) throws IOException {
        networks.write(out);
        countries.write(out);
    }

    static Sources read(DataInput in) throws IOException {
        return new Sources(Seen.read(in), Seen.read(in));
    }
}
