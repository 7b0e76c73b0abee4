package io.nacre.feature.layer;

import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.payment.AccountProfile;
import java.util.List;

/** The platform's credit score, if the platform sends one. */
final class CreditScoreLayer {

    private CreditScoreLayer() {}

    static Layer layer() {
        return Layer.of(
                "credit",
                "the platform's credit score; optional, off unless supplied",
                new StatelessFeatures(List.of(Feature.maybe(
                        "score",
                        "the platform's credit score of the account",
                        FeatureUnit.SCORE,
                        (tx, f, b) -> score(f)))));
    }

    private static double score(Facts facts) {
        AccountProfile profile = facts.profile();
        Double score = profile == null ? null : profile.creditScore();
        return score == null ? Feature.UNKNOWN : score;
    }
}
