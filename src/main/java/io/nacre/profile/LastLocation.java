package io.nacre.profile;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The payer's last location and usual location.
 *
 * @param sightings number of payments with a location
 * @param usual running mean of the locations, which slowly follows a move
 */
public record LastLocation(
        int sightings,
        @Nullable GeoPoint last,
        long lastMs,
        @Nullable GeoPoint usual) {

    public static final LastLocation UNKNOWN = new LastLocation(0, null, 0, null);

    /** Limit of the mean's weight, so that it follows a move. */
    private static final int MEMORY = 50;

    public LastLocation plus(GeoPoint place, long atMs) {
        if (last != null && atMs < lastMs) {
            return this;
        }
        int n = Math.min(sightings + 1, MEMORY);
        return new LastLocation(
                Math.min(sightings + 1, 1_000_000), place, atMs, usual == null ? place : toward(place, n));
    }

    private GeoPoint toward(GeoPoint place, int n) {
        GeoPoint from = usual == null ? place : usual;
        double east = place.longitude() - from.longitude();
        double shortest = east > 180 ? east - 360 : east < -180 ? east + 360 : east;
        double longitude = from.longitude() + shortest / n;
        double wrapped = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
        return new GeoPoint(from.latitude() + (place.latitude() - from.latitude()) / n, wrapped);
    }

    void write(DataOutput out) throws IOException {
        Varint.write(sightings, out);
        Varint.writeSigned(lastMs, out);
        write(last, out);
        write(usual, out);
    }

    static LastLocation read(DataInput in) throws IOException {
        int sightings = (int) Varint.read(in);
        long lastMs = Varint.readSigned(in);
        return new LastLocation(sightings, place(in), lastMs, place(in));
    }

    private static void write(@Nullable GeoPoint place, DataOutput out) throws IOException {
        out.writeBoolean(place != null);
        if (place != null) {
            out.writeDouble(place.latitude());
            out.writeDouble(place.longitude());
        }
    }

    private static @Nullable GeoPoint place(DataInput in) throws IOException {
        return in.readBoolean() ? new GeoPoint(in.readDouble(), in.readDouble()) : null;
    }
}
