package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Framing;
import io.nacre.model.Bundle;
import io.nacre.model.EngineKind;
import io.nacre.reference.IpDatabaseFiles;

/**
 * What the job needs beside its topics.
 *
 * @param ipFiles opened by every task: the same paths on every machine
 */
public record JobSettings(Bundle bundle, EngineKind engine, IpDatabaseFiles ipFiles, Framing framing) {
    public JobSettings {
        requireNonNull(bundle, "bundle is null");
        requireNonNull(engine, "engine is null");
        requireNonNull(ipFiles, "ipFiles is null");
        requireNonNull(framing, "framing is null");
    }
}
