package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Framing;
import io.nacre.decision.Exploration;
import io.nacre.decision.Holds;
import io.nacre.model.Bundle;
import io.nacre.model.EngineKind;
import io.nacre.reference.IpDatabaseFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the job needs beside its topics.
 *
 * @param ipFiles opened by every task: the same paths on every machine
 * @param holds when a machine freezes accounts by itself; null: never
 */
public record JobSettings(
        Bundle bundle,
        EngineKind engine,
        IpDatabaseFiles ipFiles,
        Framing framing,
        @Nullable Holds holds,
        Exploration exploration) {
    public JobSettings {
        requireNonNull(bundle, "bundle is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(ipFiles, "ipFiles is null");
        requireNonNull(framing, "framing is null");
        requireNonNull(exploration, "exploration is null");
    }

    /** Without holds and without exploration. */
    public JobSettings(Bundle bundle, EngineKind engine, IpDatabaseFiles ipFiles, Framing framing) {
        this(bundle, engine, ipFiles, framing, null, Exploration.NONE);
    }

    public JobSettings with(@Nullable Holds changed) {
        return new JobSettings(bundle, engine, ipFiles, framing, changed, exploration);
    }

    public JobSettings with(Exploration changed) {
        return new JobSettings(bundle, engine, ipFiles, framing, holds, changed);
    }
}
