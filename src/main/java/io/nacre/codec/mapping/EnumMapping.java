package io.nacre.codec.mapping;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Severity;
import io.nacre.payment.Channel;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEvent;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps our enums to those of the schema, which have another order and the additional symbol UNKNOWN. */
final class EnumMapping<E extends Enum<E>, S extends Enum<S>> {

    static final EnumMapping<Channel, io.nacre.avro.Channel> CHANNEL =
            new EnumMapping<>(Channel.class, io.nacre.avro.Channel.class);
    static final EnumMapping<Outcome, io.nacre.avro.Outcome> OUTCOME =
            new EnumMapping<>(Outcome.class, io.nacre.avro.Outcome.class);
    static final EnumMapping<Cause, io.nacre.avro.Cause> CAUSE =
            new EnumMapping<>(Cause.class, io.nacre.avro.Cause.class);
    static final EnumMapping<Alert.Status, io.nacre.avro.AlertStatus> ALERT_STATUS =
            new EnumMapping<>(Alert.Status.class, io.nacre.avro.AlertStatus.class);
    static final EnumMapping<Severity, io.nacre.avro.Severity> SEVERITY =
            new EnumMapping<>(Severity.class, io.nacre.avro.Severity.class);
    static final EnumMapping<Label.Source, io.nacre.avro.LabelSource> LABEL_SOURCE =
            new EnumMapping<>(Label.Source.class, io.nacre.avro.LabelSource.class);
    static final EnumMapping<RuleStage, io.nacre.avro.RuleStage> RULE_STAGE =
            new EnumMapping<>(RuleStage.class, io.nacre.avro.RuleStage.class);
    static final EnumMapping<Rule.Enforcement, io.nacre.avro.RuleStrength> RULE_STRENGTH =
            new EnumMapping<>(Rule.Enforcement.class, io.nacre.avro.RuleStrength.class);
    static final EnumMapping<AccountAction.Type, io.nacre.avro.ActionType> ACTION_TYPE =
            new EnumMapping<>(AccountAction.Type.class, io.nacre.avro.ActionType.class);
    static final EnumMapping<AccountAction.Scope, io.nacre.avro.FreezeScope> FREEZE_SCOPE =
            new EnumMapping<>(AccountAction.Scope.class, io.nacre.avro.FreezeScope.class);
    static final EnumMapping<AccountAction.ActorType, io.nacre.avro.ActorType> ACTOR_TYPE =
            new EnumMapping<>(AccountAction.ActorType.class, io.nacre.avro.ActorType.class);
    static final EnumMapping<BundleAnnouncement.Role, io.nacre.avro.BundleRole> BUNDLE_ROLE =
            new EnumMapping<>(BundleAnnouncement.Role.class, io.nacre.avro.BundleRole.class);
    static final EnumMapping<Verdict.Finding, io.nacre.avro.Finding> FINDING =
            new EnumMapping<>(Verdict.Finding.class, io.nacre.avro.Finding.class);
    static final EnumMapping<Verdict.Reason, io.nacre.avro.VerdictReason> VERDICT_REASON =
            new EnumMapping<>(Verdict.Reason.class, io.nacre.avro.VerdictReason.class);
    static final EnumMapping<ListEntry.ListType, io.nacre.avro.ListName> LIST_NAME =
            new EnumMapping<>(ListEntry.ListType.class, io.nacre.avro.ListName.class);
    static final EnumMapping<ListEntry.Subject, io.nacre.avro.ListSubject> LIST_SUBJECT =
            new EnumMapping<>(ListEntry.Subject.class, io.nacre.avro.ListSubject.class);
    static final EnumMapping<ListEntry.Change, io.nacre.avro.ListChange> LIST_CHANGE =
            new EnumMapping<>(ListEntry.Change.class, io.nacre.avro.ListChange.class);
    static final EnumMapping<RejectionCode, io.nacre.avro.RejectionCode> REJECTION_CODE =
            new EnumMapping<>(RejectionCode.class, io.nacre.avro.RejectionCode.class);

    static final EnumMapping<StandIn.Basis, io.nacre.avro.StandInBasis> STAND_IN_BASIS =
            new EnumMapping<>(StandIn.Basis.class, io.nacre.avro.StandInBasis.class);
    static final EnumMapping<StandIn.Reason, io.nacre.avro.StandInReason> STAND_IN_REASON =
            new EnumMapping<>(StandIn.Reason.class, io.nacre.avro.StandInReason.class);

    static final EnumMapping<LifecycleEvent.Type, io.nacre.avro.LifecycleType> LIFECYCLE_TYPE =
            new EnumMapping<>(LifecycleEvent.Type.class, io.nacre.avro.LifecycleType.class);
    static final EnumMapping<LifecycleEvent.DeclineReason, io.nacre.avro.DeclineReason> DECLINE_REASON =
            new EnumMapping<>(LifecycleEvent.DeclineReason.class, io.nacre.avro.DeclineReason.class);

    private final List<S> symbols = new ArrayList<>();
    private final List<@Nullable E> values = new ArrayList<>();

    private EnumMapping(Class<E> type, Class<S> schema) {
        for (E value : type.getEnumConstants()) {
            symbols.add(Enum.valueOf(schema, value.name()));
        }
        for (S symbol : schema.getEnumConstants()) {
            int at = symbols.indexOf(symbol);
            values.add(at < 0 ? null : type.getEnumConstants()[at]);
        }
    }

    /** The schema's symbol of a value. */
    @SuppressWarnings("EnumOrdinal") // In the order of our enum.
    S write(E value) {
        return symbols.get(value.ordinal());
    }

    /** The value of the schema's symbol; rejects a symbol that our enum does not have. */
    @SuppressWarnings("EnumOrdinal") // In the order of the schema's enum.
    E read(String field, S symbol) throws RecordRejectedException {
        E value = values.get(symbol.ordinal());
        if (value == null) {
            throw FieldValidator.unknownSymbol(field);
        }
        return value;
    }
}
