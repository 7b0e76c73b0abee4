package io.nacre.codec.mapping;

import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import java.util.ArrayList;
import java.util.List;

/** The results of rules and of a challenger, as parts of a decision's record. */
final class RuleAndChallengerMappings {

    private RuleAndChallengerMappings() {}

    static RecordCompletion hit(List<RuleHit> hits, int i, io.nacre.avro.RuleHit.RuleIdField record) {
        RuleHit value = hits.get(i);
        return record.ruleId(value.ruleId())
                .version(value.version())
                .outcome(EnumMapping.OUTCOME.write(value.outcome()))
                .hard(value.hard())
                .shadow(value.shadow())
                .failed(value.failed());
    }

    static RecordCompletion challenger(ChallengerScore value, io.nacre.avro.ChallengerScore.BundleIdField record) {
        return record.bundleId(value.bundleId())
                .score(value.score())
                .outcome(EnumMapping.OUTCOME.write(value.outcome()));
    }

    static RuleAndChallengerResults results(io.nacre.avro.Decision record) throws RecordRejectedException {
        List<RuleHit> hits = new ArrayList<>(record.getRules().size());
        for (io.nacre.avro.RuleHit hit : record.getRules()) {
            hits.add(new RuleHit(
                    hit.getRuleId(),
                    hit.getVersion(),
                    EnumMapping.OUTCOME.read("rules.outcome", hit.getOutcome()),
                    hit.getHard(),
                    hit.getShadow(),
                    hit.getFailed()));
        }
        io.nacre.avro.ChallengerScore challenger = record.getChallenger();
        return new RuleAndChallengerResults(
                hits,
                challenger == null
                        ? null
                        : new ChallengerScore(
                                challenger.getBundleId(),
                                FieldValidator.finite("challenger.score", challenger.getScore()),
                                EnumMapping.OUTCOME.read("challenger.outcome", challenger.getOutcome())));
    }
}
