package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.decision.AnomalyCircuitBreaker;
import io.nacre.decision.Example;
import io.nacre.decision.ModelScore;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.ScoringResult;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.LabelEvent;
import io.nacre.feature.EnrichedEvent.LifecycleEffectEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import io.nacre.model.explain.Reason;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.rules.RuleContext;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.event.ScoringInput;
import io.nacre.stream.event.ScoringInput.EventInput;
import io.nacre.stream.event.ScoringInput.UpdateInput;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.event.TransactionCodec;
import io.nacre.stream.event.WithOrigin;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import io.nacre.stream.state.StateFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores transactions with the champion, evaluates the rules, and scores with a challenger. Explains scores that reach
 * a threshold. Emits the training examples here, so that their vectors, the largest part of an event, are not sent on
 * to {@link Decide}.
 *
 * <p>Updates of bundles and rules arrive in the same stream, so each takes effect at one point of it. They are stored
 * as received, a bundle with its bytes, and applied again after a restart. An update that cannot be used is rejected,
 * counted and logged, and nothing changes.
 */
public final class Score extends ProcessFunction<ScoringInput, ScoredEvent> implements CheckpointedFunction {

    /** The newest update of each rule version and each role, by {@link ScoringUpdate#key()}. */
    public static final MapStateDescriptor<String, ScoringUpdate> UPDATES =
            new MapStateDescriptor<>("updates", StringSerializer.INSTANCE, StateFormat.SCORING_UPDATE.serializer());

    static final TypeInformation<WithOrigin<Example>> EXAMPLE = TypeInformation.of(new TypeHint<>() {});
    public static final OutputTag<WithOrigin<Example>> EXAMPLES = new OutputTag<>("examples", EXAMPLE);

    private static final Logger LOG = LoggerFactory.getLogger(Score.class);
    private static final String FINGERPRINT = Layers.fingerprint();

    /** The bytes of the bundle, so that every subtask scores with the same bundle wherever it runs. */
    private final byte[] zip;

    private final EngineKind kind;
    private final ExchangeRates rates;
    private transient TransactionCodec wire;
    private transient ActiveModels activeModels;
    private transient ActiveModelMetrics activeModelMetrics;
    private transient StageTimer stageTimer;
    private transient RuleContext ruleContext;
    private transient BroadcastState<String, ScoringUpdate> stored;
    private transient DriftMonitor watch;
    private transient AnomalyCircuitBreaker breaker;
    private transient Counter applied;
    private transient Counter superseded;
    private transient Counter refused;
    private transient Counter failures;
    /** Metric reporters read it from another thread. */
    private transient volatile List<String> disabled;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    public Score(byte[] zip, EngineKind kind, ExchangeRates rates) {
        this.zip = zip;
        this.kind = kind;
        this.rates = rates;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        applied = JobMetric.UPDATES_APPLIED.counter(nacre);
        superseded = JobMetric.UPDATES_SUPERSEDED.counter(nacre);
        refused = JobMetric.UPDATES_REJECTED.counter(nacre);
        failures = JobMetric.RULE_ERRORS.counter(nacre);
        disabled = List.of();
        JobMetric.RULES_DISABLED.gauge(nacre, () -> disabled.size());
        watch = new DriftMonitor(nacre);
        activeModelMetrics = new ActiveModelMetrics(nacre);
        stageTimer = new StageTimer(nacre);
        breaker = new AnomalyCircuitBreaker();
        JobMetric.ANOMALY_RATE.gauge(nacre, breaker::share);
        JobMetric.ANOMALY_BREAKER.gauge(nacre, () -> breaker.isOpen() ? 1 : 0);
        wire = new TransactionCodec();
        ruleContext = new RuleContext(rates);
        activeModels = new ActiveModels(zip, kind);
        stored = context.getOperatorStateStore().getBroadcastState(UPDATES);
        for (Map.Entry<String, ScoringUpdate> entry : stored.entries()) {
            apply(entry.getValue());
        }
        activeModelMetrics.update(activeModels);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The state already contains the updates.
    }

    @Override
    public void processElement(ScoringInput scoringInput, Context context, Collector<ScoredEvent> out)
            throws Exception {
        stageTimer.start();
        process(scoringInput, context, out);
        stageTimer.stop();
    }

    private void process(ScoringInput scoringInput, Context context, Collector<ScoredEvent> out) throws Exception {
        if (scoringInput instanceof UpdateInput input) {
            applyAndStore(input.update());
            return;
        }
        EnrichedEvent enrichedEvent = ((EventInput) scoringInput).event();
        if (enrichedEvent instanceof TransactionEvent transaction) {
            score(wire.unpack(transaction), context, out);
        } else {
            pass(enrichedEvent, context, out);
        }
    }

    private void applyAndStore(ScoringUpdate update) throws Exception {
        if (apply(update)) {
            stored.put(update.key(), update);
            removeFormerChallenger();
            activeModelMetrics.update(activeModels);
        }
    }

    /** Removes a promoted challenger from state. Otherwise a restart after a rollback would restore it. */
    private void removeFormerChallenger() throws Exception {
        if (!activeModels.hasChallenger()) {
            stored.remove(ScoringUpdate.key(Role.CHALLENGER));
        }
    }

    private boolean apply(ScoringUpdate scoringUpdate) {
        try {
            if (!activeModels.apply(scoringUpdate)) {
                superseded.inc();
                LOG.warn(
                        "{} is not applied, because a later update is active: announce it again with a later"
                                + " time. The champion is still {}",
                        scoringUpdate.describe(),
                        activeModels.champion().id());
                return false;
            }
            applied.inc();
            LOG.info(
                    "{} is applied; the champion is {}",
                    scoringUpdate.describe(),
                    activeModels.champion().id());
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A rule or a bundle may cause any of these errors; none may stop the job or prevent its restart.
            refused.inc();
            LOG.warn("{} is rejected, and nothing changes: {}", scoringUpdate.key(), e.getMessage());
            return false;
        }
    }

    private static void pass(EnrichedEvent event, Context context, Collector<ScoredEvent> out) {
        if (event instanceof LifecycleEffectEvent) {
            return; // It has reached the states of all keys.
        }
        if (event instanceof LabelEvent label) {
            context.output(
                    EXAMPLES,
                    new WithOrigin<>(example(label.label(), event.keys().atMs()), event.origin()));
        }
        out.collect(ScoredEvent.unscored(event));
    }

    private void score(TransactionEvent enrichedEvent, Context context, Collector<ScoredEvent> out) {
        Transaction transaction = enrichedEvent.transaction();
        float[] vector = enrichedEvent.vector().values();
        BundleScorer champion = activeModels.champion();
        Trail trail = champion.score(vector);
        double score = trail.score();
        watch.observe(champion, vector, score);
        Anomaly anomaly = champion.anomaly(vector);
        Thresholds thresholds = thresholds(champion.thresholds(), anomaly).of(transaction.channel());
        Explainer explainer = champion.explainer();
        List<Reason> reasons = score >= thresholds.challenge()
                ? explainer.reasons(vector, trail, transaction, enrichedEvent.facts())
                : List.of();
        ScoringResult scoring = new ScoringResult(
                new ModelScore(trail, reasons, anomaly, champion.id()),
                explainer.degradedLayers(vector),
                evaluateRulesAndChallenger(enrichedEvent, trail, anomaly));
        out.collect(ScoredTransaction.of(enrichedEvent, scoring, thresholds));
        context.output(EXAMPLES, new WithOrigin<>(example(transaction, vector, score), enrichedEvent.origin()));
    }

    /** The thresholds for this transaction. Logs when the anomaly circuit breaker opens or closes. */
    private Thresholds thresholds(Thresholds trained, @Nullable Anomaly anomaly) {
        boolean before = breaker.isOpen();
        Thresholds effective = breaker.effectiveThresholds(trained, anomaly);
        if (breaker.isOpen() != before) {
            LOG.warn(
                    "{} % of the latest transactions are as unusual as {} % of the training data: {}",
                    Math.round(1000 * breaker.share()) / 10.0,
                    100 * requireNonNull(trained.anomaly()),
                    before
                            ? "the anomaly circuit breaker closes, and they are sent to review again"
                            : "the anomaly circuit breaker opens, and they are not sent to review. Replay"
                                    + " history into the job, or train on these transactions");
        }
        return effective;
    }

    private RuleAndChallengerResults evaluateRulesAndChallenger(
            TransactionEvent enrichedEvent, Trail trail, @Nullable Anomaly anomaly) {
        if (activeModels.hasRules()) {
            ruleContext.set(
                    enrichedEvent.transaction(),
                    enrichedEvent.facts(),
                    enrichedEvent.vector().values(),
                    trail,
                    anomaly);
        }
        RuleAndChallengerResults ruleAndChallengerResults = activeModels.evaluate(
                ruleContext,
                enrichedEvent.transaction().channel(),
                enrichedEvent.vector().values());
        boolean failed = false;
        for (int i = 0; i < ruleAndChallengerResults.rules().size(); i++) {
            if (ruleAndChallengerResults.rules().get(i).failed()) {
                failed = true;
                failures.inc();
            }
        }
        if (failed) {
            logDisabled();
        }
        return ruleAndChallengerResults;
    }

    private void logDisabled() {
        List<String> now = activeModels.disabledRules();
        if (!now.equals(disabled)) {
            disabled = now;
            LOG.error(
                    "the evaluation of rules {} failed: this subtask disables them, and reports them as failed"
                            + " for each transaction. Retire them, and publish simpler versions",
                    now);
        }
    }

    private static Example example(Transaction transaction, float[] vector, double score) {
        return new Example(
                transaction.id(), transaction.accountId(), transaction.eventTimeMs(), FINGERPRINT, vector, score, null);
    }

    /** The line that adds a label to an earlier example. */
    private static Example example(Label label, long atMs) {
        return new Example(label.transactionId(), label.accountId(), atMs, FINGERPRINT, null, null, label);
    }
}
