package io.nacre.console.audit;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The result of verifying one console's chain.
 *
 * @param entryCount the number of entries
 * @param erasedCount how many of them have no content any more
 * @param head the hash of the last entry, to be kept elsewhere; null without entries
 * @param fault the first fault; null if the chain is valid
 * @param faultSequence the position of the first fault; null if the chain is valid
 */
public record ChainReport(
        String consoleId,
        long entryCount,
        long erasedCount,
        @Nullable String head,
        @Nullable Fault fault,
        @Nullable Long faultSequence) {

    /** What can be wrong with a chain. */
    public enum Fault {
        /** One or more entries before this one are missing. */
        GAP("entries before it are missing"),
        /** Two different entries have this position. */
        FORK("another entry has the same position"),
        /** The same entry is there twice: an erasure was interrupted, or somebody copied records. */
        REPEAT("it is there twice: repeat an interrupted erasure, or find who copied records"),
        /** The entry does not have the content, or the hash, that it had when it was written. */
        WRONG_HASH("its content does not match its hash"),
        /** The entry does not follow the one before it. */
        WRONG_LINK("its previous hash is not the hash of the entry before it"),
        /** The entry with the expected hash is missing. */
        HEAD_MISSING("no entry has the expected hash: later entries were removed or replaced");

        private final String meaning;

        Fault(String meaning) {
            this.meaning = meaning;
        }

        /** The fault in words. */
        public String meaning() {
            return meaning;
        }
    }

    public ChainReport {
        requireNonNull(consoleId, "consoleId is null");
    }

    public boolean isValid() {
        return fault == null;
    }
}
