package io.nacre.stream.wire;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEvent;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import java.util.List;

/**
 * The codes of enum constants in state: the index in their list. New constants are added at the end, and none ever
 * moves.
 */
public final class StateEnumCodes {

    public static final List<Outcome> OUTCOMES =
            List.of(Outcome.APPROVE, Outcome.REVIEW, Outcome.DECLINE, Outcome.CHALLENGE);
    public static final List<Cause> CAUSES = List.of(
            Cause.FROZEN,
            Cause.ANOMALY,
            Cause.SCORE,
            Cause.PAYEE_FROZEN,
            Cause.BLOCKED,
            Cause.ALLOWED,
            Cause.HARD_RULE,
            Cause.EXPLORED,
            Cause.SOFT_RULE,
            Cause.WATCHED,
            Cause.SAMPLED,
            Cause.ID_CONFLICT);
    public static final List<Alert.Status> STATUSES =
            List.of(Alert.Status.OPENED, Alert.Status.UPDATED, Alert.Status.CLOSED);
    public static final List<Label.Source> LABEL_SOURCES = List.of(Label.Source.VERDICT, Label.Source.CHARGEBACK);
    public static final List<AccountAction.Type> ACTION_TYPES =
            List.of(AccountAction.Type.FREEZE, AccountAction.Type.RELEASE);
    public static final List<AccountAction.Scope> ACTION_SCOPES =
            List.of(AccountAction.Scope.OUTGOING, AccountAction.Scope.INCOMING, AccountAction.Scope.BOTH);
    public static final List<AccountAction.ActorType> ACTOR_TYPES =
            List.of(AccountAction.ActorType.PERSON, AccountAction.ActorType.SYSTEM);
    public static final List<ListEntry.ListType> LIST_TYPES =
            List.of(ListEntry.ListType.BLOCK, ListEntry.ListType.ALLOW, ListEntry.ListType.WATCH);
    public static final List<ListEntry.Subject> LIST_SUBJECTS = List.of(
            ListEntry.Subject.ACCOUNT,
            ListEntry.Subject.CARD,
            ListEntry.Subject.DEVICE,
            ListEntry.Subject.IP,
            ListEntry.Subject.MERCHANT,
            ListEntry.Subject.COUNTRY);
    public static final List<ListEntry.Change> LIST_CHANGES = List.of(ListEntry.Change.ADD, ListEntry.Change.REMOVE);
    public static final List<BundleAnnouncement.Role> BUNDLE_ROLES =
            List.of(BundleAnnouncement.Role.CHAMPION, BundleAnnouncement.Role.CHALLENGER);
    public static final List<RuleStage> RULE_STAGES =
            List.of(RuleStage.DRAFT, RuleStage.SHADOW, RuleStage.LIVE, RuleStage.RETIRED);
    public static final List<Rule.Enforcement> ENFORCEMENTS = List.of(Rule.Enforcement.HARD, Rule.Enforcement.SOFT);

    public static final List<LifecycleEvent.Type> LIFECYCLE_TYPES = List.of(
            LifecycleEvent.Type.AUTHORISED,
            LifecycleEvent.Type.DECLINED,
            LifecycleEvent.Type.CAPTURED,
            LifecycleEvent.Type.REVERSED,
            LifecycleEvent.Type.REFUNDED,
            LifecycleEvent.Type.CHALLENGE_PASSED,
            LifecycleEvent.Type.CHALLENGE_FAILED,
            LifecycleEvent.Type.CHALLENGE_ABANDONED,
            LifecycleEvent.Type.PAID_OUT);
    public static final List<LifecycleEvent.DeclineReason> DECLINE_REASONS = List.of(
            LifecycleEvent.DeclineReason.INVALID_CREDENTIALS,
            LifecycleEvent.DeclineReason.INSUFFICIENT_FUNDS,
            LifecycleEvent.DeclineReason.SUSPECTED_FRAUD,
            LifecycleEvent.DeclineReason.RESTRICTED,
            LifecycleEvent.DeclineReason.TECHNICAL,
            LifecycleEvent.DeclineReason.OTHER);

    private StateEnumCodes() {}
}
