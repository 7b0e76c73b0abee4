package io.nacre.app.bundle;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the previous champion the champion again. */
@Command(
        name = "rollback",
        description = "Make the previous champion the champion again, without a restart and without the gate.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bundle rollback --bootstrap-servers localhost:9092"})
final class RollBackBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--actor", description = "Who makes the change; default the user's name.")
    private @Nullable String by;

    @Override
    public Integer call() {
        AnnouncedBundles roles = AnnouncedBundles.read(brokers.settings());
        BundleAnnouncement before = roles.before();
        if (before == null) {
            throw new CommandFailedException(
                    "no earlier champion was announced: publish the bundle to return to, then promote it");
        }
        roles.announce(before.bundleId(), before.uri(), before.sha256(), Role.CHAMPION, by);
        CommandSupport.out(spec).println(before.bundleId() + " is the champion again");
        return 0;
    }
}
