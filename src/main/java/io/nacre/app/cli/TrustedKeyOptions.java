package io.nacre.app.cli;

import io.nacre.model.bundle.TrustedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option for the keys whose bundles a command accepts. */
public final class TrustedKeyOptions {

    @Option(
            names = "--trust",
            paramLabel = "KEYFILE",
            description = "Accept only bundles signed with this public key; repeatable. Default any bundle.")
    private List<Path> keys = new ArrayList<>();

    public TrustedKeys trust() {
        return TrustedKeys.of(keys);
    }
}
