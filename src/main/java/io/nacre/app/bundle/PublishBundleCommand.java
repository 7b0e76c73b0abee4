package io.nacre.app.bundle;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.TrustedKeyOptions;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.secret.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Announces a bundle as the challenger, which is scored alongside the champion. */
@Command(
        name = "publish",
        description = "Announce a bundle as challenger: it scores the same transactions as the champion, but does not"
                + " decide.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre bundle publish my-bundle --store /srv/bundles --bootstrap-servers localhost:9092",
            "  nacre bundle publish my-bundle --store /srv/bundles --bootstrap-servers localhost:9092 --trust"
                    + " release.key.pub"
        })
public final class PublishBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "Folder or .zip file of the bundle.")
    private Path path = Path.of("");

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private TrustedKeyOptions trust = new TrustedKeyOptions();

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Folder for a permanent copy of the bundle; the job's machines must be able to read it.")
    private Path store = Path.of("");

    @Option(names = "--actor", description = "Who announces the bundle; default the user's name.")
    private @Nullable String by;

    @Override
    public Integer call() throws IOException {
        SignedBundle file = SignedBundle.read(path, trust.trust());
        file.bundle().engine(EngineKind.COMPILED);
        publish(brokers.settings(), file, store, by);
        CommandSupport.out(spec).println(file.bundle().id() + " is now a challenger");
        return 0;
    }

    public static BundleAnnouncement publish(
            KafkaSettings settings, SignedBundle bundle, Path store, @Nullable String by) throws IOException {
        byte[] zip = bundle.zip();
        String id = bundle.bundle().id();
        Path file = Files.createDirectories(store.toAbsolutePath()).resolve(id + ".zip");
        AtomicFile.write(file, unfinished -> Files.write(unfinished, zip));
        return AnnouncedBundles.read(settings)
                .announce(id, file.toUri().toString(), Sha256.hex(zip), Role.CHALLENGER, by);
    }
}
