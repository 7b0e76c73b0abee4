package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Which merchants, categories and channels an account uses. */
public record Shopping(Seen merchants, Seen categories, Seen channels) {
    public static final Shopping NONE = new Shopping(Seen.NONE, Seen.NONE, Seen.NONE);

    public static final Codec<Shopping> CODEC = Codec.first(Shopping::write, Shopping::read);

    void write(DataOutput out) throws IOException {
        merchants.write(out);
        categories.write(out);
        channels.write(out);
    }

    static Shopping read(DataInput in) throws IOException {
        return new Shopping(Seen.read(in), Seen.read(in), Seen.read(in));
    }
}
