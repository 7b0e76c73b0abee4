package io.nacre.console.work;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.ExampleTable;
import io.nacre.console.store.ExampleTable.Skipped;
import io.nacre.console.store.StoredExample;
import io.nacre.console.work.BlastRadius.Examples;
import io.nacre.console.work.BlastRadius.Matched;
import io.nacre.console.work.BlastRadius.PaymentId;
import io.nacre.console.work.BlastRadius.Period;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import io.nacre.feature.Facts;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Transaction;
import io.nacre.rules.CompiledRules;
import io.nacre.rules.Condition;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleContext;
import io.nacre.rules.RuleStage;
import io.nacre.rules.WilsonInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Tries an expression on the payments of the last month, with the code that the job evaluates rules with. Thread-safe.
 *
 * <p>The latest payments come first. If the time is up, the earlier ones are left out, and the result says so.
 */
public final class RuleBacktest {

    /** What rules can use, and the store does not have: nobody searches for it, or only the job knows it. */
    public static final Set<String> NOT_STORED = Set.of(
            "tx.card_token",
            "tx.user_agent",
            "tx.failed_attempts",
            "tx.attributes",
            "tx.worth",
            "facts.ip_country",
            "facts.ip_asn",
            "facts.ip_anonymises",
            "facts.home_country");

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int EXAMPLES = 5;

    private final ConsoleDatabase database;
    private final LongSupplier nanoTime;

    /** @param nanoTime the time that passes, for the limit */
    public RuleBacktest(ConsoleDatabase database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /**
     * The variables of an expression that the store does not have; with any of them, the expression cannot be tried.
     *
     * @throws io.nacre.rules.RuleException if the expression is not valid
     */
    public static Set<String> notStored(String expression) {
        Set<String> names = new TreeSet<>(Condition.of(expression).variables());
        names.retainAll(NOT_STORED);
        return names;
    }

    /**
     * Evaluates an expression. One at a time, because each reads the whole table.
     *
     * @throws io.nacre.rules.RuleException if the expression is not valid
     */
    public synchronized BlastRadius run(String expression) {
        long untilNs = nanoTime.getAsLong() + PATIENCE.toNanos();
        Set<String> missing = notStored(expression);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the store does not have " + missing);
        }
        Rule rule = new Rule(
                "trial",
                1,
                RuleStage.SHADOW,
                "console",
                "a trial",
                expression,
                Rule.Enforcement.HARD,
                Outcome.REVIEW,
                "console",
                0);
        Tally tally = new Tally(rule, nanoTime, untilNs);
        Skipped skipped = database.read(handle -> ExampleTable.forEachNewestFirst(handle, tally::add));
        return tally.result(skipped);
    }

    /** What has been evaluated so far. */
    private static final class Tally {

        private static final int ROWS_BETWEEN_LOOKS = 256;

        private final Rule rule;
        private final CompiledRules compiled;
        private final RuleContext context = new RuleContext(ExchangeRates.EUROS);
        private final LongSupplier nanoTime;
        private final long untilNs;

        private long rows;
        private long untilMs;
        private long sinceMs;
        private boolean isSample;
        private boolean isWhole = true;
        private double payments;
        private double allFrauds;
        private double failures;
        private double matches;
        private double labelled;
        private double labelledSquares;
        private double frauds;
        private double newAlerts;
        private final Map<String, Double> minorUnits = new TreeMap<>();
        private final List<PaymentId> fraudExamples = new ArrayList<>();
        private final List<PaymentId> legitimateExamples = new ArrayList<>();
        private final List<PaymentId> unlabelledExamples = new ArrayList<>();
        private final List<PaymentId> missedExamples = new ArrayList<>();

        private Tally(Rule rule, LongSupplier nanoTime, long untilNs) {
            this.rule = rule;
            this.compiled = CompiledRules.of(List.of(rule));
            this.nanoTime = nanoTime;
            this.untilNs = untilNs;
        }

        /** False if the time is up. */
        private boolean add(StoredExample example) {
            Transaction transaction = example.transaction();
            int weight = example.weight();
            boolean isFraud = Boolean.TRUE.equals(example.fraud());
            untilMs = rows == 0 ? transaction.eventTimeMs() : untilMs;
            sinceMs = transaction.eventTimeMs();
            rows++;
            payments += weight;
            isSample |= weight > 1;
            allFrauds += isFraud ? weight : 0;
            context.set(transaction, Facts.UNKNOWN, example.vector(), example.trail(), example.anomaly());
            List<RuleHit> hits = compiled.evaluate(context);
            if (!hits.isEmpty() && hits.get(0).failed()) {
                failures += weight;
            } else if (!hits.isEmpty()) {
                match(example);
            } else if (isFraud) {
                note(missedExamples, transaction);
            }
            isWhole = rows % ROWS_BETWEEN_LOOKS != 0 || nanoTime.getAsLong() - untilNs < 0;
            return isWhole;
        }

        private void match(StoredExample example) {
            Transaction transaction = example.transaction();
            double weight = example.weight();
            matches += weight;
            newAlerts += example.suspicious() ? 0 : weight;
            minorUnits.merge(
                    transaction.amount().currency(),
                    weight * transaction.amount().minorUnits(),
                    Double::sum);
            Boolean fraud = example.fraud();
            if (fraud == null) {
                note(unlabelledExamples, transaction);
                return;
            }
            labelled += weight;
            labelledSquares += weight * weight;
            frauds += fraud ? weight : 0;
            note(fraud ? fraudExamples : legitimateExamples, transaction);
        }

        private static void note(List<PaymentId> examples, Transaction transaction) {
            if (examples.size() < EXAMPLES) {
                examples.add(new PaymentId(transaction.accountId(), transaction.id()));
            }
        }

        private BlastRadius result(Skipped skipped) {
            // Kish's effective number: that of as many unweighted observations.
            WilsonInterval interval =
                    labelled == 0 ? null : WilsonInterval.of(frauds / labelled, labelled * labelled / labelledSquares);
            return new BlastRadius(
                    rule.expression(),
                    new Period(
                            sinceMs, untilMs, rows, isSample, isWhole, skipped.otherFeatures(), skipped.incomplete()),
                    payments,
                    new Matched(matches, labelled, frauds, newAlerts, minorUnits, interval),
                    allFrauds,
                    failures,
                    new Examples(fraudExamples, legitimateExamples, unlabelledExamples, missedExamples));
        }
    }
}
