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

/** Signs a bundle. */
@Command(
        name = "sign",
        description = "Sign a bundle after a check of its content.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bundle sign my-bundle --key release.key", "  nacre bundle sign b.zip --key second.key"})
final class SignBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "Folder or .zip file of the bundle.")
    private Path path = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEYFILE",
            description = "Private key from 'nacre bundle keygen', with its .pub file next to it.")
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
