package io.nacre.app.bundle;

import io.nacre.app.cli.CommandSupport;
import io.nacre.model.bundle.BundleSigner;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Vouches for a bundle. */
@Command(
        name = "sign",
        description = "Add a signature to a bundle, after everything in it was checked.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bundle sign my-bundle --key release.key", "  nacre bundle sign b.zip --key second.key"})
final class SignBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "Folder or .zip file.")
    private Path path = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEYFILE",
            description = "Private key that 'nacre bundle keygen' wrote, with its .pub file beside it.")
    private Path key = Path.of("");

    @Override
    public Integer call() {
        BundleSigner bundleSigner = BundleSigner.read(key);
        SignedBundle file = SignedBundle.read(path, TrustedKeys.NONE);
        VerifyBundleCommand.verify(file.bundle());
        file.signed(bundleSigner).write(path);
        CommandSupport.out(spec).println(file.bundle().id() + " is signed by " + bundleSigner.id());
        return 0;
    }
}
