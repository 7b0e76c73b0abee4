package io.nacre.app.cli;

import io.nacre.model.bundle.TrustedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose bundles a command takes. */
public final class TrustedKeyOptions {

    @Option(
            names = "--trust",
            paramLabel = "KEYFILE",
            description = "Take only bundles that this public key signed, or another one given so; default any bundle.")
    private List<Path> keys = new ArrayList<>();

    public TrustedKeys trust() {
        return TrustedKeys.of(keys);
    }
}
