package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The payer's locations, and the countries of the account's merchants. */
public record LocationStats(LastLocation whereabouts, RecentValues countries) {
    public static final LocationStats NONE = new LocationStats(LastLocation.UNKNOWN, RecentValues.NONE);

    public static final StateCodec<LocationStats> CODEC = StateCodec.first(LocationStats::write, LocationStats::read);

    void write(DataOutput out) throws IOException {
        whereabouts.write(out);
        countries.write(out);
    }

    static LocationStats read(DataInput in) throws IOException {
        return new LocationStats(LastLocation.read(in), RecentValues.read(in));
    }
}
