package io.nacre.app.bundle;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.TrustedKeyOptions;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.engine.EngineKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a bundle before it is used. */
@Command(
        name = "verify",
        description = "Verify hashes, numbers and golden scores of a bundle, and with --trust its signature.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bundle verify my-bundle.zip", "  nacre bundle verify my-bundle --trust release.key.pub"})
final class VerifyBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "Folder or .zip file of the bundle.")
    private Path path = Path.of("");

    @Mixin
    private TrustedKeyOptions trust = new TrustedKeyOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        SignedBundle file = SignedBundle.read(path, trust.trust());
        verify(file.bundle());
        boolean compared = trust.trust().isRequired();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle_id", file.bundle().id());
        fields.put("valid", true);
        fields.put("signers", file.signers());
        fields.put("signature_verified", compared);
        PrintWriter out = CommandSupport.out(spec);
        output.show(
                fields,
                out,
                () -> out.println(file.bundle().id() + ": hashes, numbers and golden scores are correct, "
                        + signed(file, compared)));
        return 0;
    }

    static void verify(Bundle bundle) {
        for (EngineKind kind : EngineKind.values()) {
            bundle.engine(kind);
        }
        bundle.detector();
    }

    /** The signatures as text; without trusted keys they were not verified. */
    static String signed(SignedBundle file, boolean compared) {
        if (file.signers().isEmpty()) {
            return "not signed";
        }
        return "signed by " + String.join(", ", file.signers()) + (compared ? "" : " (not verified: set --trust)");
    }
}
