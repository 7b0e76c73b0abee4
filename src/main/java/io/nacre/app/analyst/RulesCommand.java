package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PublishedRules;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Label;
import io.nacre.rules.Condition;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleRegistry;
import io.nacre.rules.RuleReport;
import io.nacre.rules.RuleStage;
import io.nacre.rules.RuleVariable;
import io.nacre.rules.RuleVariables;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Publishes rules, and shows their results. */
@Command(
        name = "rules",
        description = "List, check and publish rules, and measure their precision.",
        synopsisSubcommandLabel = "variables|check|list|publish|report",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre rules variables",
            "  nacre rules check 'geo.speed_kmh > 900.0 && tx.amount > 500.0'",
            "  nacre rules publish fast-and-big --expression 'geo.speed_kmh > 900.0 && tx.amount > 500.0'"
                    + " --description 'Faster than a plane' --owner payments --outcome review"
                    + " --bootstrap-servers localhost:9092",
            "  nacre rules publish fast-and-big --stage shadow --bootstrap-servers localhost:9092",
            "  nacre rules report --bootstrap-servers localhost:9092",
            "",
            "The stages of a version are draft, shadow, live and retired."
        })
public final class RulesCommand {

    private static final OutputTable<RuleVariable> VARIABLES = OutputTable.of(RuleVariable.class)
            .column("name", RuleVariable::name)
            .column("type", RuleVariable::typeName)
            .column("meaning", RuleVariable::meaning);

    private static final OutputTable<Rule> RULES = OutputTable.of(Rule.class)
            .column("rule_id", Rule::id)
            .column("version", Rule::version)
            .column("stage", Rule::stage)
            .column("enforcement", Rule::strength)
            .column("outcome", Rule::outcome)
            .column("owner", Rule::owner)
            .column("description", Rule::description)
            .column("expression", Rule::expression);

    private static final OutputTable<RuleReport.Line> REPORT = OutputTable.of(RuleReport.Line.class)
            .column("rule", RuleReport.Line::key)
            .column("hit_count", RuleReport.Line::hits)
            .column("failure_count", RuleReport.Line::failures)
            .column("labelled_count", RuleReport.Line::labelled)
            .column("precision", RuleReport.Line::precision)
            .column("recall", RuleReport.Line::recall)
            .column("shared_ratio", line -> (double) line.shared() / line.hits());

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "variables", description = "List all variables that an expression can use.")
    int terms(@Mixin OutputOptions output) {
        PrintWriter out = CommandSupport.out(spec);
        output.list(VARIABLES, RuleVariables.terms(), out, () -> {
            for (RuleVariable ruleVariable : RuleVariables.terms()) {
                out.printf("%-44s %-8s %s%n", ruleVariable.name(), ruleVariable.typeName(), ruleVariable.meaning());
            }
        });
        return 0;
    }

    @Command(name = "check", description = "Check that an expression is valid for a rule; needs no broker.")
    int check(@Parameters(paramLabel = "EXPRESSION", description = "Expression in CEL.") String expression) {
        Condition.of(expression);
        CommandSupport.out(spec).println("the expression is valid, and within the cost limit");
        return 0;
    }

    @Command(name = "list", description = "List every version of every rule with its stage.")
    int list(@Mixin BrokerOptions brokers, @Mixin OutputOptions output) {
        PrintWriter out = CommandSupport.out(spec);
        List<Rule> rules = PublishedRules.read(brokers.settings()).all();
        output.list(RULES, rules, out, () -> rules.forEach(rule -> print(rule, out)));
        return 0;
    }

    @Command(
            name = "publish",
            description = "Publish a new version of a rule as a draft, with --expression. Move the newest or"
                    + " the given"
                    + " version to another stage, with --stage.")
    int publish(
            @Parameters(paramLabel = "RULE", description = "Id of the rule.") String id,
            @Mixin BrokerOptions brokers,
            @Option(
                            names = "--expression",
                            paramLabel = "CEL",
                            description = "Expression in CEL; the rule applies where it is true.")
                    @Nullable
                    String expression,
            @Option(names = "--description", description = "Description for analysts.") @Nullable String sentence,
            @Option(names = "--owner", description = "Owner of the rule.") @Nullable String owner,
            @Option(names = "--outcome", description = "Outcome: ${COMPLETION-CANDIDATES}.") @Nullable Outcome outcome,
            @Option(
                            names = "--enforcement",
                            defaultValue = "hard",
                            description = "Enforcement: ${COMPLETION-CANDIDATES}; default hard. A soft rule can only"
                                    + " send to review.")
                    Rule.Enforcement enforcement,
            @Option(names = "--stage", description = "Stage: ${COMPLETION-CANDIDATES}.") @Nullable RuleStage ruleStage,
            @Option(
                            names = "--rule-version",
                            paramLabel = "N",
                            description = "Version of the rule; default the newest.")
                    @Nullable
                    Integer version,
            @Option(names = "--actor", description = "Who makes the change; default the user's name.") @Nullable
                    String by) {
        String actor = CommandSupport.actor(by);
        KafkaSettings settings = brokers.settings();
        RuleRegistry book = PublishedRules.read(settings);
        long nowMs = Instant.now().toEpochMilli();
        Rule rule = expression != null
                ? book.draft(
                        id,
                        given("--owner", owner),
                        given("--description", sentence),
                        expression,
                        enforcement,
                        given("--outcome", outcome),
                        actor,
                        nowMs)
                : book.moved(
                        id, version == null ? book.latest(id) : version, given("--stage", ruleStage), actor, nowMs);
        try (TopicWriter<Rule> rules = new TopicWriter<>(settings, TopicCatalogue.RULES)) {
            rules.write(rule);
        }
        CommandSupport.out(spec).println("rule " + rule.key() + " is " + rule.stage());
        return 0;
    }

    @Command(
            name = "report",
            description =
                    "Measure each version of each rule: hits, precision, recall, and hits shared with another rule."
                            + " Verdicts and chargebacks are the labels. Covers the decisions on the topic.")
    int report(@Mixin BrokerOptions brokers, @Mixin OutputOptions output) {
        KafkaSettings settings = brokers.settings();
        RuleReport report = new RuleReport();
        TopicRecords.each(
                settings, TopicCatalogue.CHARGEBACKS, (Chargeback chargeback) -> report.add(chargeback.label()));
        TopicRecords.each(settings, TopicCatalogue.VERDICTS, (Verdict verdict) -> {
            Label label = verdict.label();
            if (label != null) {
                report.add(label);
            }
        });
        TopicRecords.each(settings, TopicCatalogue.DECISIONS, (Decision decision) -> report.add(decision));
        PrintWriter out = CommandSupport.out(spec);
        output.list(REPORT, report.lines(), out, () -> print(report, out));
        return 0;
    }

    private static void print(Rule rule, PrintWriter out) {
        out.printf(
                "%-28s %-8s %s %-7s %-12s %s%n    %s%n",
                rule.key(),
                rule.stage(),
                rule.strength(),
                rule.outcome(),
                rule.owner(),
                rule.description(),
                rule.expression());
    }

    private static void print(RuleReport report, PrintWriter out) {
        out.printf(
                "%-28s %9s %9s %9s %9s %9s %7s%n",
                "rule", "hits", "failed", "labelled", "precision", "recall", "shared");
        for (RuleReport.Line line : report.lines()) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %9d %9d %9d %9s %9s %7s%n",
                    line.key(),
                    line.hits(),
                    line.failures(),
                    line.labelled(),
                    percent(line.precision()),
                    percent(line.recall()),
                    percent((double) line.shared() / line.hits()));
        }
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static <T> T given(String option, @Nullable T value) {
        if (value == null) {
            throw new CommandFailedException(
                    "option " + option + " is missing: add it, as in 'nacre rules publish --help'");
        }
        return value;
    }
}
