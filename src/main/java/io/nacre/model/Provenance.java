package io.nacre.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a bundle comes from.
 *
 * @param created when it was trained
 * @param parent id of the bundle it replaces, if any
 * @param trainedFrom event time of the first transaction it learned from
 * @param trainedTo event time up to which it learned, exclusive
 */
public record Provenance(Instant created, @Nullable String parent, Instant trainedFrom, Instant trainedTo) {
    public Provenance {
        requireNonNull(created, "created is null");
        requireNonNull(trainedFrom, "trainedFrom is null");
        requireNonNull(trainedTo, "trainedTo is null");
    }
}
