package io.nacre.model.bundle;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.regex.Pattern;
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

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public Provenance {
        requireNonNull(created, "created is null");
        requireNonNull(trainedFrom, "trainedFrom is null");
        requireNonNull(trainedTo, "trainedTo is null");
        if (parent != null && !ID.matcher(parent).matches()) {
            throw new IllegalArgumentException("the parent's id is none: use letters, digits, '.', '_' and '-'");
        }
    }
}
