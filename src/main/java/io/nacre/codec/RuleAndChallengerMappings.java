package io.nacre.codec;

import io.nacre.codec.binary.AvroBodyEncoder;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules and a challenger said, as parts of a decision's record. */
final class RuleAndChallengerMappings {

    private RuleAndChallengerMappings() {}

    static List<io.nacre.avro.RuleHit> hits(List<RuleHit> values) {
        List<io.nacre.avro.RuleHit> records = new ArrayList<>(values.size());
        for (RuleHit value : values) {
            records.add(new io.nacre.avro.RuleHit(
                    value.ruleId(),
                    value.version(),
                    io.nacre.avro.Outcome.valueOf(value.outcome().name()),
                    value.hard(),
                    value.shadow(),
                    value.failed()));
        }
        return records;
    }

    static io.nacre.avro.@Nullable ChallengerScore challenge(@Nullable ChallengerScore value) {
        return value == null
                ? null
                : new io.nacre.avro.ChallengerScore(
                        value.bundleId(),
                        value.score(),
                        io.nacre.avro.Outcome.valueOf(value.outcome().name()));
    }

    static RuleAndChallengerResults advice(io.nacre.avro.Decision record) throws RecordRejectedException {
        List<RuleHit> hits = new ArrayList<>(record.getRules().size());
        for (io.nacre.avro.RuleHit hit : record.getRules()) {
            hits.add(new RuleHit(
                    hit.getRuleId(),
                    hit.getVersion(),
                    FieldValidator.symbol("rules.outcome", Outcome.class, hit.getOutcome()),
                    hit.getHard(),
                    hit.getShadow(),
                    hit.getFailed()));
        }
        io.nacre.avro.ChallengerScore said = record.getChallenger();
        return new RuleAndChallengerResults(
                hits,
                said == null
                        ? null
                        : new ChallengerScore(
                                said.getBundleId(),
                                FieldValidator.finite("challenger.score", said.getScore()),
                                FieldValidator.symbol("challenger.outcome", Outcome.class, said.getOutcome())));
    }

    /** The same past the generated classes. */
    static void write(RuleAndChallengerResults value, AvroBodyEncoder out) {
        List<RuleHit> hits = value.rules();
        if (!hits.isEmpty()) {
            out.writeLong(hits.size());
        }
        for (int i = 0; i < hits.size(); i++) {
            RuleHit hit = hits.get(i);
            out.writeText(hit.ruleId());
            out.writeLong(hit.version());
            out.writeLong(EnumOrdinals.OUTCOME.place(hit.outcome()));
            out.writeBoolean(hit.hard());
            out.writeBoolean(hit.shadow());
            out.writeBoolean(hit.failed());
        }
        out.writeLong(0);
        ChallengerScore challengerScore = value.challenger();
        out.writeLong(challengerScore == null ? 0 : 1);
        if (challengerScore != null) {
            out.writeText(challengerScore.bundleId());
            out.writeDouble(challengerScore.score());
            out.writeLong(EnumOrdinals.OUTCOME.place(challengerScore.outcome()));
        }
    }
}
