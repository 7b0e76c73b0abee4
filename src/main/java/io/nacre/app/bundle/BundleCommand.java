package io.nacre.app.bundle;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.bundle.TrustedKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The commands for bundles. */
@Command(
        name = "bundle",
        description = "Show, verify or sign a bundle, or choose the bundle of the running job.",
        synopsisSubcommandLabel = "show|verify|keygen|sign|publish|promote|rollback",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bundle show my-bundle", "  nacre bundle verify my-bundle.zip"},
        subcommands = {
            VerifyBundleCommand.class,
            KeygenCommand.class,
            SignBundleCommand.class,
            PublishBundleCommand.class,
            PromoteBundleCommand.class,
            RollBackBundleCommand.class
        })
public final class BundleCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "show", description = "Show the content of a bundle, its provenance and its metrics.")
    int show(
            @Parameters(paramLabel = "BUNDLE", description = "Folder or .zip file of the bundle.") Path path,
            @Mixin OutputOptions output) {
        SignedBundle file = SignedBundle.read(path, TrustedKeys.NONE);
        PrintWriter out = CommandSupport.out(spec);
        output.show(fields(file), out, () -> print(file, out));
        return 0;
    }

    private static void print(SignedBundle file, PrintWriter out) {
        Bundle bundle = file.bundle();
        out.println("bundle       " + bundle.id());
        out.println("signed by    " + (file.signers().isEmpty() ? "none" : String.join(", ", file.signers())));
        out.println("created      " + bundle.provenance().created());
        out.println("trained on   " + bundle.provenance().trainedFrom() + " to "
                + bundle.provenance().trainedTo());
        out.println("parent       "
                + (bundle.provenance().parent() == null
                        ? "none"
                        : bundle.provenance().parent()));
        out.println("fingerprint  " + bundle.fingerprint());
        out.println("layers       "
                + bundle.inputs().layers().stream()
                        .map(layer -> layer.name() + " (" + layer.features().size() + ")")
                        .reduce((left, right) -> left + ", " + right)
                        .orElse(""));
        out.printf(
                Locale.ROOT,
                "thresholds   review from %.4f, decline from %.4f%n",
                bundle.thresholds().review(),
                bundle.thresholds().decline());
        out.println("anomalies    " + anomalies(bundle));
        out.println("reference    "
                + (bundle.reference() == null
                        ? "none, because an earlier version trained it; drift is measured against earlier live data"
                        : "histograms of the training data"));
        bundle.metrics().forEach((name, value) -> out.printf(Locale.ROOT, "%-45s %12.4f%n", name, value));
    }

    private static Map<String, @Nullable Object> fields(SignedBundle file) {
        Bundle bundle = file.bundle();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("bundle_id", bundle.id());
        fields.put("signers", file.signers());
        fields.put("created", bundle.provenance().created());
        fields.put("trained_from", bundle.provenance().trainedFrom());
        fields.put("trained_to", bundle.provenance().trainedTo());
        fields.put("parent", bundle.provenance().parent());
        fields.put("feature_fingerprint", bundle.fingerprint());
        fields.put(
                "layers",
                bundle.inputs().layers().stream().map(layer -> layer.name()).toList());
        fields.put("review_threshold", bundle.thresholds().review());
        fields.put("decline_threshold", bundle.thresholds().decline());
        fields.put("anomaly_budget", bundle.thresholds().anomaly());
        fields.put("metrics", bundle.metrics());
        return fields;
    }

    private static String anomalies(Bundle bundle) {
        Double budget = bundle.thresholds().anomaly();
        if (bundle.anomaly() == null) {
            return "no model";
        }
        return budget == null
                ? "reported, but not sent to review"
                : String.format(Locale.ROOT, "review the most unusual %.4f of transactions", budget);
    }
}
