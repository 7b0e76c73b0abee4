package io.nacre.codec;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.ServedDecision;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.BodyHash;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Valid values of every kind, different for every seed. */
public final class Samples {

    private static final long NOW_MS = 1_790_000_000_000L;

    private final Random random;

    public Samples(long seed) {
        this.random = new Random(seed);
    }

    /** A value of a contract, with its type forgotten: for tests that run over all contracts. */
    public Object any(Contract<?> contract) {
        Map<Contract<?>, Supplier<Object>> byContract = Map.ofEntries(
                Map.entry(Contract.TRANSACTION, this::transaction),
                Map.entry(Contract.ACCOUNT_PROFILE, this::profile),
                Map.entry(Contract.DECISION, this::decision),
                Map.entry(Contract.ALERT, this::alert),
                Map.entry(Contract.VERDICT, this::verdict),
                Map.entry(Contract.STAND_IN, this::standIn),
                Map.entry(Contract.CHARGEBACK, this::chargeback),
                Map.entry(Contract.LIFECYCLE_EVENT, this::lifecycleEvent),
                Map.entry(Contract.ACCOUNT_ACTION, this::action),
                Map.entry(Contract.BUNDLE, this::bundle),
                Map.entry(Contract.RULE, this::rule),
                Map.entry(Contract.LIST_ENTRY, this::entry),
                Map.entry(Contract.ERASURE, this::erasure),
                Map.entry(Contract.EXAMPLE, this::example),
                Map.entry(Contract.DEAD_LETTER, this::deadLetter),
                Map.entry(Contract.WEBHOOK_DEAD_LETTER, this::webhookDeadLetter),
                Map.entry(Contract.INVESTIGATION_RECORD, this::investigationRecord),
                Map.entry(Contract.AUDIT_ENTRY, this::auditEntry));
        return requireNonNull(byContract.get(contract)).get();
    }

    public Transaction transaction() {
        return new Transaction(
                id("t"),
                time(),
                id("a"),
                maybe(id("card")),
                money(),
                one(Channel.values()),
                maybe("203.0.113." + random.nextInt(256)),
                maybe(id("d")),
                maybe(new Merchant(id("m"), maybe("Café " + word()), maybe("5411"), maybe("FR"), maybe(place()))),
                maybe(place()),
                maybe(id("c")),
                maybe("Browser/" + word()),
                maybe(random.nextInt(5)),
                new TreeMap<>(random.nextBoolean() ? Map.of() : Map.of("entry", word(), "note", word())));
    }

    public AccountProfile profile() {
        return new AccountProfile(
                id("a"),
                time(),
                maybe(place()),
                maybe("DE"),
                maybe(time()),
                maybe(random.nextDouble() * 900),
                new TreeMap<>(random.nextBoolean() ? Map.of() : Map.of("ties", random.nextDouble())));
    }

    public ErasureRequest erasure() {
        return new ErasureRequest(id("a"), id("actor"), word(), time());
    }

    public Decision decision() {
        return new Decision(
                id("t"),
                id("a"),
                time(),
                new PolicyOutcome(one(Outcome.values()), one(Cause.values()), maybe("FREEZE by ada: é " + word())),
                scoring(),
                random.nextBoolean(),
                time(),
                originOfGateway());
    }

    /** The origin of a transaction that a gateway may have sent. */
    private RecordOrigin originOfGateway() {
        RecordOrigin origin = origin();
        return new RecordOrigin(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                origin.timestampMs(),
                origin.topicId(),
                random.nextBoolean() ? Map.of() : Map.of(BodyHash.HEADER, Sha256.hex(new byte[] {1})));
    }

    private ScoringResult scoring() {
        return new ScoringResult(
                model(),
                random.nextBoolean() ? List.of() : List.of("ip", "geo"),
                random.nextBoolean() ? RuleAndChallengerResults.NONE : rulesAndChallenger());
    }

    private ModelScore model() {
        return new ModelScore(trail(), reasons(), maybe(anomaly()), "b-" + word());
    }

    /** The trail of a score. */
    public static Trail trail(double score) {
        return new Trail(new double[] {-3, Math.log(score / (1 - score))});
    }

    private RuleAndChallengerResults rulesAndChallenger() {
        RuleHit hit = new RuleHit(
                "rule-" + word(),
                1 + random.nextInt(9),
                one(Outcome.values()),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
        return new RuleAndChallengerResults(
                random.nextBoolean() ? List.of() : List.of(hit, hit),
                maybe(new ChallengerScore("b-" + word(), random.nextDouble(), one(Outcome.values()))));
    }

    private Anomaly anomaly() {
        return new Anomaly(
                1 - random.nextDouble(),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new UnusualFeature("ip.new", 1, random.nextGaussian(), 0.75)));
    }

    public Alert alert() {
        return alert(new IncidentScope(maybe("IP 203.0.113.9"), 1 + random.nextInt(90), maybe(id("i"))));
    }

    /** Of an account's own incident, as the guard keeps it. */
    public Alert ownAlert() {
        return alert(IncidentScope.ACCOUNT);
    }

    private Alert alert(IncidentScope scope) {
        return new Alert(
                new IncidentState(
                        id("i"),
                        one(Alert.Status.values()),
                        new IncidentTotals(
                                1 + random.nextInt(20),
                                random.nextInt(300),
                                0.99,
                                random.nextDouble() * 20_000,
                                maybe("EUR")),
                        time(),
                        time(),
                        scope),
                new SuspiciousTransaction(id("a"), id("t"), money(), one(Outcome.values()), model()));
    }

    public StandIn standIn() {
        return new StandIn(
                id("t"),
                id("a"),
                time(),
                new StandIn.Answer(
                        one(Outcome.values()),
                        one(StandIn.Basis.values()),
                        maybe("FREEZE by " + word()),
                        one(StandIn.Reason.values()),
                        time()),
                id("g"),
                hash(),
                random.nextBoolean()
                        ? null
                        : new StandIn.LateDecision(one(Outcome.values()), random.nextDouble(), time()));
    }

    public Verdict verdict() {
        return new Verdict(
                id("a"),
                id("t"),
                maybe(id("i")),
                one(Verdict.Finding.values()),
                maybe(one(Verdict.Reason.values())),
                "ada",
                maybe("mule " + word()),
                time());
    }

    public Chargeback chargeback() {
        return new Chargeback(id("a"), id("t"), maybe("10.4"), time());
    }

    public LifecycleEvent lifecycleEvent() {
        LifecycleEvent.Type type = one(LifecycleEvent.Type.values());
        return new LifecycleEvent(
                id("a"),
                id("t"),
                id("e"),
                type,
                type == LifecycleEvent.Type.DECLINED ? one(LifecycleEvent.DeclineReason.values()) : null,
                random.nextBoolean() ? random.nextLong(1L << 40) : null,
                time());
    }

    public AccountAction action() {
        long atMs = time();
        boolean machine = random.nextInt(4) == 0;
        return new AccountAction(
                id("a"),
                machine ? AccountAction.Type.FREEZE : one(AccountAction.Type.values()),
                one(AccountAction.Scope.values()),
                random.nextLong() >>> 24,
                machine ? AccountAction.ActorType.SYSTEM : AccountAction.ActorType.PERSON,
                "ada",
                "odd pattern",
                atMs,
                machine ? Long.valueOf(atMs + 7) : maybe(atMs + 1 + random.nextInt(1_000)));
    }

    public ListEntry entry() {
        ListEntry.Subject subject = one(ListEntry.Subject.values());
        String value = switch (subject) {
            case IP -> "203.0.114.0/" + random.nextInt(33);
            case COUNTRY -> "FR";
            case ACCOUNT, CARD, DEVICE, MERCHANT -> id("x");
        };
        return new ListEntry(
                one(ListEntry.ListType.values()),
                subject,
                value,
                one(ListEntry.Change.values()),
                random.nextLong() >>> 24,
                "ada",
                "odd pattern",
                time(),
                maybe(time()));
    }

    public BundleAnnouncement bundle() {
        return new BundleAnnouncement(
                "b-" + word(),
                "file:///bundles/" + word(),
                "0123456789abcdef".repeat(4),
                one(BundleAnnouncement.Role.values()),
                "ada",
                time());
    }

    public Rule rule() {
        boolean soft = random.nextBoolean();
        return new Rule(
                "rule-" + word(),
                1 + random.nextInt(9),
                one(RuleStage.values()),
                "payments",
                "é " + word(),
                "score > 0." + random.nextInt(9),
                soft ? Rule.Enforcement.SOFT : Rule.Enforcement.HARD,
                soft ? Outcome.REVIEW : one(Outcome.values()),
                "ada",
                time());
    }

    @SuppressWarnings("NullAway") // Of a class file, NullAway takes a nullable array for an array of nullables.
    public Example example() {
        String transactionId = id("t");
        String accountId = id("a");
        boolean labelled = random.nextBoolean();
        Label label = new Label(transactionId, accountId, random.nextBoolean(), time(), one(Label.Source.values()));
        return new Example(
                transactionId,
                accountId,
                time(),
                "f".repeat(64),
                labelled ? null : new float[] {random.nextFloat(), -1.5f, 0},
                labelled ? null : random.nextDouble(),
                labelled ? label : null,
                maybe(new ServedDecision(one(Outcome.values()), one(Cause.values()), 1 - random.nextDouble())));
    }

    @SuppressWarnings("NullAway") // As for examples.
    public DeadLetter deadLetter() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return new DeadLetter(origin(), maybe(bytes), one(RejectionCode.values()), maybe("ip"), "is odd; mend it");
    }

    public WebhookDeadLetter webhookDeadLetter() {
        boolean answered = random.nextBoolean();
        return new WebhookDeadLetter(
                id("endpoint"),
                id("evt"),
                origin(),
                1 + random.nextInt(30),
                answered ? Integer.valueOf(400 + random.nextInt(200)) : null,
                answered ? null : "TIMEOUT",
                time(),
                time(),
                maybe(time()));
    }

    public InvestigationRecord investigationRecord() {
        InvestigationRecord.Content content = switch (random.nextInt(3)) {
            case 0 ->
                new InvestigationRecord.Assignment(
                        id("i"),
                        id("a"),
                        maybe("ada"),
                        maybe(time()),
                        maybe(time()),
                        random.nextBoolean(),
                        random.nextBoolean() ? List.of() : List.of(new InvestigationRecord.Skip("bob", time())),
                        maybe(time()));
            case 1 -> new InvestigationRecord.Note(id("n"), id("i"), id("a"), "called: " + word());
            default ->
                new InvestigationRecord.SavedView(
                        "ada", word(), random.nextBoolean() ? "" : "country=FR&q=" + word(), random.nextBoolean());
        };
        return new InvestigationRecord(1 + random.nextInt(9), "ada", time(), random.nextBoolean(), content);
    }

    public AuditEntry auditEntry() {
        return new AuditEntry(
                "console-" + word(),
                1 + random.nextInt(1_000),
                time(),
                "ada",
                "verdict",
                maybe(id("i")),
                maybe("FRAUD: " + word()),
                maybe("0123456789abcdef0123456789abcdef"),
                hash(),
                hash(),
                hash());
    }

    private String hash() {
        return Sha256.hex(word().getBytes(StandardCharsets.UTF_8));
    }

    public RecordOrigin origin() {
        String topicId = random.nextBoolean() ? "Jc9G2vvuRVqYyPYNJ0ZKUg" : null;
        return new RecordOrigin("payments.transactions", random.nextInt(8), random.nextInt(1_000_000), time(), topicId);
    }

    private Trail trail() {
        return new Trail(random.doubles(11, -8, 8).toArray());
    }

    private List<Reason> reasons() {
        Reason plain = new Reason(
                "GEO_SPEED_KMH",
                "geo.speed_kmh",
                random.nextDouble() * 900,
                random.nextBoolean() ? Double.NaN : random.nextDouble(),
                random.nextDouble());
        return List.of(random.nextBoolean() ? plain : plain.withSentence("from the last place to here: " + word()));
    }

    private Money money() {
        return new Money(random.nextInt(1_000_000), one(new String[] {"EUR", "JPY", "KWD"}));
    }

    private GeoPoint place() {
        return new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
    }

    private long time() {
        return NOW_MS + random.nextInt(10_000_000);
    }

    private String id(String kind) {
        return kind + "-" + word();
    }

    private String word() {
        return Integer.toString(random.nextInt(1_000_000_000), Character.MAX_RADIX);
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
