package io.nacre.app.job;

import io.nacre.app.cli.DurationConverter;
import io.nacre.decision.Exploration;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.secret.HashKeySource;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for automatic freezes and for other decisions that do not follow the model. */
final class AutomationOptions {

    @Option(
            names = "--auto-freeze-score",
            paramLabel = "SCORE",
            description = "Freeze the account of a transaction declined with this score or more; default never.")
    private @Nullable Double freezeScore;

    @Option(
            names = "--auto-freeze-for",
            defaultValue = "24h",
            converter = DurationConverter.class,
            paramLabel = "24h",
            description = "Length of an automatic freeze; default 24h.")
    private Duration freezeFor = Duration.ofHours(24);

    @Option(
            names = "--auto-freeze-max-per-hour",
            defaultValue = "20",
            description = "Maximum number of automatic freezes per hour; default 20.")
    private int freezesPerHour = 20;

    @Option(
            names = "--auto-freeze-max-share",
            defaultValue = "0.01",
            description =
                    "Maximum share of the accounts active in an hour that may be frozen automatically; default 0.01.")
    private double freezeShare = 0.01;

    @Option(
            names = "--explore-reviews",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of would-be reviews to approve, for unbiased labels; default 0.")
    private double exploreReviews;

    @Option(
            names = "--explore-approvals",
            defaultValue = "0",
            paramLabel = "SHARE",
            description = "Share of would-be approvals to review, for unbiased labels; default 0.")
    private double exploreApprovals;

    @Option(
            names = "--explore-key",
            paramLabel = "FILE",
            description = "Properties file that names the key of the random selection: use = ID, key.ID = REFERENCE. A"
                    + " reference is $${file:/path} or $${env:NAME}, never the key itself. Required with"
                    + " --explore-reviews or --explore-approvals.")
    private @Nullable Path exploreKey;

    @Nullable
    AutoFreezePolicy autoFreezes() {
        return freezeScore == null
                ? null
                : new AutoFreezePolicy(freezeScore, freezeFor.toMillis(), freezesPerHour, freezeShare);
    }

    Exploration exploration() {
        if (exploreKey == null) {
            return new Exploration(exploreReviews, exploreApprovals, null);
        }
        HashKeySource key = HashKeySource.read(exploreKey);
        return new Exploration(exploreReviews, exploreApprovals, () -> key.open("exploration"));
    }
}
