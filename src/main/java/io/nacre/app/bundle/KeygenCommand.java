package io.nacre.app.bundle;

import io.nacre.app.cli.CommandSupport;
import io.nacre.model.bundle.BundleSigner;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Generates a key pair to sign bundles. */
@Command(
        name = "keygen",
        description =
                "Create an Ed25519 key to sign bundles. The public key is written next to it, with the suffix .pub.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bundle keygen --out release.key"})
final class KeygenCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "KEYFILE",
            description = "New file for the private key; only you may read it.")
    private Path out = Path.of("");

    @Override
    public Integer call() {
        BundleSigner bundleSigner = BundleSigner.generate(out);
        CommandSupport.out(spec)
                .println("key " + bundleSigner.id() + ": keep " + out + " secret. Jobs with --trust " + out
                        + ".pub accept its signatures");
        return 0;
    }
}
