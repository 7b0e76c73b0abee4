package io.nacre.codec;

import io.nacre.decision.Outcome;
import io.nacre.payment.RecordOrigin;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleException;
import io.nacre.rules.RuleStage;
import java.time.Instant;
import java.util.List;

/** Rules. Whether an expression makes sense is seen where it is compiled. */
final class RuleMapping extends Mapping<Rule, io.nacre.avro.Rule> {

    RuleMapping() {
        super(io.nacre.avro.Rule.class);
    }

    @Override
    Rule read(io.nacre.avro.Rule record, RecordOrigin origin) throws Rejection {
        try {
            return new Rule(
                    Field.id("rule_id", record.getRuleId()),
                    record.getVersion(),
                    Field.symbol("stage", RuleStage.class, record.getStage()),
                    Field.id("owner", record.getOwner()),
                    Field.text("sentence", record.getSentence(), Field.NOTE_CHARACTERS),
                    Field.name("expression", record.getExpression(), Rule.EXPRESSION_CHARACTERS),
                    Field.symbol("strength", Rule.Enforcement.class, record.getStrength()),
                    Field.symbol("outcome", Outcome.class, record.getOutcome()),
                    Field.id("actor", record.getActor()),
                    Field.time("staged_at", record.getStagedAt(), origin));
        } catch (RuleException e) {
            throw new Rejection(RejectionCode.FIELD_MALFORMED, "rule_id", String.valueOf(e.getMessage()));
        }
    }

    @Override
    io.nacre.avro.Rule write(Rule value) {
        return new io.nacre.avro.Rule(
                value.id(),
                value.version(),
                io.nacre.avro.RuleStage.valueOf(value.stage().name()),
                value.owner(),
                value.sentence(),
                value.expression(),
                io.nacre.avro.RuleStrength.valueOf(value.strength().name()),
                io.nacre.avro.Outcome.valueOf(value.outcome().name()),
                value.actor(),
                Instant.ofEpochMilli(value.atMs()));
    }

    @Override
    List<String> maskedFields(Rule value) {
        return maskedField("sentence", value.sentence());
    }
}
