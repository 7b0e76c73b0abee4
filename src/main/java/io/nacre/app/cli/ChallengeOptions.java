package io.nacre.app.cli;

import static java.util.Objects.requireNonNull;

import io.nacre.training.tune.ChallengeCosts;
import io.nacre.training.tune.FraudRateLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options for challenges and for the fraud rates that they keep low. */
public final class ChallengeOptions {

    private static final double PERCENT = 0.01;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--challenge",
            description =
                    "Also choose a challenge threshold, from which payers of card_not_present and transfer have to"
                            + " authenticate. Default: no challenges.")
    private boolean challenge;

    @Option(
            names = "--challenge-friction-cost",
            paramLabel = "COST",
            defaultValue = "0.5",
            description = "Cost of a challenge to a legitimate payer who passes it; default 0.5.")
    private double friction;

    @Option(
            names = "--challenge-pass-rate",
            paramLabel = "SHARE",
            defaultValue = "0.92",
            description = "Share of legitimate payers who pass a challenge; default 0.92. The others cost as much as a"
                    + " false decline.")
    private double passRate;

    @Option(
            names = "--challenge-fraud-pass-rate",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Share of frauds that pass a challenge; default 0.05.")
    private double fraudPassRate;

    @Option(
            names = "--challenge-liability",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Share of such a fraud that the platform bears; default 1, and 0 if the issuer bears all.")
    private double liability;

    @Option(
            names = "--fraud-rate-limit",
            paramLabel = "AMOUNT=PERCENT",
            description =
                    "Highest fraud rate of amounts up to AMOUNT that are approved without a challenge; repeatable."
                            + " Default: 100=0.13, 250=0.06 and 500=0.01, the limits of PSD2 in euros.")
    private Map<Double, Double> limits = new LinkedHashMap<>();

    @Option(
            names = "--hold-fraud-rates",
            description = "Challenge from so low a score on that the upper bounds of all fraud rates are within their"
                    + " limits; needs --challenge.")
    private boolean hold;

    /** The costs of challenges; null if none are chosen. */
    public @Nullable ChallengeCosts costs() {
        if (hold && !challenge) {
            throw wrong("--hold-fraud-rates is set without --challenge: add --challenge");
        }
        try {
            return challenge ? new ChallengeCosts(friction, passRate, fraudPassRate, liability) : null;
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    public FraudRateLimits limits() {
        if (limits.isEmpty()) {
            return FraudRateLimits.PSD2;
        }
        Map<Double, Double> rates = new LinkedHashMap<>();
        limits.forEach((upTo, percent) -> rates.put(upTo, percent * PERCENT));
        try {
            return FraudRateLimits.of(rates);
        } catch (IllegalArgumentException e) {
            throw wrong("--fraud-rate-limit: " + e.getMessage());
        }
    }

    /** Whether the thresholds must hold the limits. */
    public boolean holds() {
        return hold;
    }

    private ParameterException wrong(@Nullable String message) {
        return new ParameterException(requireNonNull(spec, "picocli sets it").commandLine(), message);
    }
}
