package io.nacre.simulation;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of fraud, their shares, and their start.
 *
 * @param shares shares of all frauds that differ from the default; the others divide the rest in proportion
 * @param unseen kinds that start late, to test a model on unseen fraud; until then the others divide their share
 * @param unseenFromDay first day of the unseen kinds, from 0
 */
public record FraudMix(Map<FraudTypology, Double> shares, Set<FraudTypology> unseen, int unseenFromDay) {

    /** All kinds from the first day on. */
    public static final FraudMix USUAL = new FraudMix(Map.of(), Set.of(), 0);

    private static final double ROUNDING = 1e-9;

    public FraudMix {
        shares = Map.copyOf(shares);
        unseen = Set.copyOf(unseen);
        shares.forEach((typology, share) ->
                require(share >= 0 && share <= 1, "the share of " + typology + " is " + share + ": set 0 to 1"));
        double stated = stated(shares);
        require(stated <= 1 + ROUNDING, "the shares of typologies sum to " + stated + ": set at most 1");
        require(
                shares.size() < FraudTypology.values().length || stated >= 1 - ROUNDING,
                "the shares of all typologies sum to " + stated + ": set them to a sum of 1, or omit one");
        require(unseenFromDay >= 0, "the unseen typologies begin on day " + unseenFromDay + ": set 0 or more");
        require(
                unseen.size() < FraudTypology.values().length,
                "all typologies are unseen: leave at least one for training");
    }

    /** The share of a kind among the frauds that start on a day; all shares sum to 1, or are all 0. */
    double share(FraudTypology fraudTypology, int day) {
        if (!isThere(fraudTypology, day)) {
            return 0;
        }
        double there = Arrays.stream(FraudTypology.values())
                .filter(other -> isThere(other, day))
                .mapToDouble(this::share)
                .sum();
        return there == 0 ? 0 : share(fraudTypology) / there;
    }

    private boolean isThere(FraudTypology fraudTypology, int day) {
        return day >= unseenFromDay || !unseen.contains(fraudTypology);
    }

    private double share(FraudTypology fraudTypology) {
        Double stated = shares.get(fraudTypology);
        if (stated != null) {
            return stated;
        }
        double usual = Arrays.stream(FraudTypology.values())
                .filter(other -> !shares.containsKey(other))
                .mapToDouble(FraudTypology::share)
                .sum();
        return Math.max(0, 1 - stated(shares)) * fraudTypology.share() / usual;
    }

    private static double stated(Map<FraudTypology, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
