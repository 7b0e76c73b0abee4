package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where an account's payer was, and in which countries its merchants are. */
public record Travels(Whereabouts whereabouts, Seen countries) {
    public static final Travels NONE = new Travels(Whereabouts.UNKNOWN, Seen.NONE);

    public static final Codec<Travels> CODEC = Codec.first(Travels::write, Travels::read);

    void write(DataOutput out) throws IOException {
        whereabouts.write(out);
        countries.write(out);
    }

    static Travels read(DataInput in) throws IOException {
        return new Travels(Whereabouts.read(in), Seen.read(in));
    }
}
