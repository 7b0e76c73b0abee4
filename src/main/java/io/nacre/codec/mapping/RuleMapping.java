package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleException;
import java.util.List;

/** Rules. The expression is not checked here, but when it is compiled. */
public final class RuleMapping extends AvroMapping<Rule, io.nacre.avro.Rule> {

    public RuleMapping() {
        super(io.nacre.avro.Rule.class);
    }

    @Override
    Rule read(io.nacre.avro.Rule record, RecordOrigin origin) throws RecordRejectedException {
        try {
            return new Rule(
                    FieldValidator.id("rule_id", record.getRuleId()),
                    record.getVersion(),
                    EnumMapping.RULE_STAGE.read("stage", record.getStage()),
                    FieldValidator.id("owner", record.getOwner()),
                    FieldValidator.text("description", record.getDescription(), FieldValidator.NOTE_CHARACTERS),
                    FieldValidator.name("expression", record.getExpression(), Rule.EXPRESSION_CHARACTERS),
                    EnumMapping.RULE_STRENGTH.read("strength", record.getStrength()),
                    EnumMapping.OUTCOME.read("outcome", record.getOutcome()),
                    FieldValidator.id("actor", record.getActor()),
                    FieldValidator.time("staged_at", record.getStagedAt(), origin));
        } catch (RuleException e) {
            throw new RecordRejectedException(RejectionCode.FIELD_MALFORMED, "rule_id", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public AvroBodyWriter<Rule> writer(AvroBodyEncoder out) {
        io.nacre.avro.Rule.Encoder record = new io.nacre.avro.Rule.Encoder(out);
        return value -> record.ruleId(value.id())
                .version(value.version())
                .stage(EnumMapping.RULE_STAGE.write(value.stage()))
                .owner(value.owner())
                .description(value.description())
                .expression(value.expression())
                .strength(EnumMapping.RULE_STRENGTH.write(value.strength()))
                .outcome(EnumMapping.OUTCOME.write(value.outcome()))
                .actor(value.actor())
                .stagedAt(value.stagedAtMs());
    }

    @Override
    public List<String> maskedFields(Rule value) {
        return maskedField("description", value.description());
    }
}
