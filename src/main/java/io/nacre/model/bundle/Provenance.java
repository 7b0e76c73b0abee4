package io.nacre.model.bundle;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a bundle.
 *
 * @param created the time of training
 * @param parent id of the bundle that it replaces; null if there is none
 * @param trainedFrom event time of the first training transaction
 * @param trainedTo end of the training data, event time, exclusive
 */
public record Provenance(Instant created, @Nullable String parent, Instant trainedFrom, Instant trainedTo) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public Provenance {
        requireNonNull(created, "created is null");
        requireNonNull(trainedFrom, "trainedFrom is null");
        requireNonNull(trainedTo, "trainedTo is null");
        if (parent != null && !ID.matcher(parent).matches()) {
            throw new IllegalArgumentException("the parent's id is invalid: use letters, digits, '.', '_' and '-'");
        }
    }
}
