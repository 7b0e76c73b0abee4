package io.nacre.stream;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.model.BundleException;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Channel;
import io.nacre.rules.CompiledRules;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleContext;
import io.nacre.rules.RuleException;
import io.nacre.rules.RuleRegistry;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.event.ScoringUpdate.BundleUpdate;
import io.nacre.stream.event.ScoringUpdate.RuleUpdate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The champion, the challenger (if there is one) and the rules in use. An update replaces one of them, or is rejected.
 */
public final class ActiveModels {

    private final EngineKind kind;
    private BundleScorer champion;
    private @Nullable BundleScorer challenger;
    private long championSinceMs = Long.MIN_VALUE;
    private long challengerSinceMs = Long.MIN_VALUE;
    private RuleRegistry ruleRegistry = RuleRegistry.EMPTY;
    private CompiledRules rules = CompiledRules.NONE;

    /**
     * Starts with the job's bundle.
     *
     * @throws BundleException if the bundle is invalid
     */
    public ActiveModels(byte[] zip, EngineKind kind) {
        this.kind = kind;
        this.champion = BundleScorer.of(zip, kind);
    }

    public BundleScorer champion() {
        return champion;
    }

    /**
     * Applies an update. If it throws, nothing has changed.
     *
     * @return whether it changed anything, so that the update must be stored
     * @throws BundleException if a bundle cannot be used
     * @throws RuleException if a rule cannot be used
     */
    public boolean apply(ScoringUpdate scoringUpdate) {
        if (scoringUpdate instanceof RuleUpdate update) {
            apply(update.rule());
            return true;
        }
        BundleUpdate update = (BundleUpdate) scoringUpdate;
        return apply(update.announcement(), update.zip());
    }

    /** The results of the rules and the challenger for a vector that the champion has scored. */
    RuleAndChallengerResults evaluate(RuleContext ruleContext, Channel channel, float[] vector) {
        if (rules.isEmpty() && challenger == null) {
            return RuleAndChallengerResults.NONE;
        }
        List<RuleHit> hits = rules.evaluate(ruleContext);
        if (hits.isEmpty() && challenger == null) {
            return RuleAndChallengerResults.NONE;
        }
        return new RuleAndChallengerResults(
                hits, challenger == null ? null : challenger.challengerScore(channel, vector));
    }

    @Nullable
    BundleScorer challenger() {
        return challenger;
    }

    /** Rules in the stages live and shadow. */
    List<Rule> evaluatedRules() {
        return ruleRegistry.active();
    }

    boolean hasChallenger() {
        return challenger != null;
    }

    boolean hasRules() {
        return !rules.isEmpty();
    }

    /** The rule versions that were disabled by an evaluation error. */
    List<String> disabledRules() {
        return rules.disabled();
    }

    private void apply(Rule rule) {
        RuleRegistry after = ruleRegistry.after(rule);
        rules = rules.with(after.active());
        ruleRegistry = after;
    }

    /** Applies an announcement. The latest one of a role wins, in whatever order they arrive. */
    private boolean apply(BundleAnnouncement announcement, byte[] zip) {
        boolean leads = announcement.role() == Role.CHAMPION;
        if (announcement.atMs() < (leads ? championSinceMs : challengerSinceMs)) {
            return false;
        }
        BundleScorer bundleScorer = BundleScorer.of(zip, kind);
        if (!bundleScorer.id().equals(announcement.bundleId())) {
            throw new BundleException("the announcement names bundle " + announcement.bundleId()
                    + ", but the file contains " + bundleScorer.id() + ": publish the bundle again");
        }
        if (leads) {
            champion = bundleScorer;
            championSinceMs = announcement.atMs();
        } else {
            challenger = bundleScorer;
            challengerSinceMs = announcement.atMs();
        }
        // The champion is never its own challenger.
        challenger = challenger != null && challenger.id().equals(champion.id()) ? null : challenger;
        return true;
    }
}
