package io.nacre.console.work;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.topic.RecordPublisher;
import io.nacre.console.work.RequestRefusedException.Kind;
import io.nacre.decision.Outcome;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PublishedRules;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleException;
import io.nacre.rules.RuleRegistry;
import io.nacre.rules.RuleStage;
import java.time.Clock;
import java.util.function.Function;

/**
 * Publishes rules, with the checks of {@code nacre rules publish}. The topic is read before each change, so that
 * nothing is decided on an old state.
 */
public final class RulePublisher {

    private final KafkaSettings kafka;
    private final ConsoleDatabase database;
    private final RecordPublisher publisher;
    private final Clock clock;

    public RulePublisher(KafkaSettings kafka, ConsoleDatabase database, RecordPublisher publisher, Clock clock) {
        this.kafka = kafka;
        this.database = database;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What people write of a rule. */
    public record Draft(
            String id,
            String owner,
            String description,
            String expression,
            Rule.Enforcement strength,
            Outcome outcome) {}

    /** All versions of all rules. */
    public RuleRegistry registry() {
        return PublishedRules.read(kafka);
    }

    /**
     * Publishes the next version of a rule.
     *
     * @param latest the latest version that the author saw; 0 for none
     */
    public Rule publish(Draft draft, int latest, String actor) {
        return publish(registry -> {
            int current = registry.latest(draft.id());
            if (current != latest) {
                throw conflict(registry, draft.id(), current, "has version " + current + " now, not " + latest);
            }
            return registry.draft(
                    draft.id(),
                    draft.owner(),
                    draft.description(),
                    draft.expression(),
                    draft.strength(),
                    draft.outcome(),
                    actor,
                    clock.millis());
        });
    }

    /**
     * Moves a version to another stage.
     *
     * @param from the stage that the author saw
     */
    public Rule move(String id, int version, RuleStage from, RuleStage to, String actor) {
        return publish(registry -> {
            Rule current = registry.find(id, version);
            if (current != null && current.stage() != from) {
                throw conflict(
                        registry, id, version, "version " + version + " is " + current.stage() + " now, not " + from);
            }
            return registry.moved(id, version, to, actor, clock.millis());
        });
    }

    private Rule publish(Function<RuleRegistry, Rule> change) {
        return database.exclusively("rules", () -> {
            try {
                Rule rule = change.apply(registry());
                publisher.append(TopicCatalogue.RULES, rule);
                return rule;
            } catch (RuleException e) {
                throw new RequestRefusedException(
                        Kind.INVALID, null, String.valueOf(e.getMessage()), "correct the rule, and publish it again");
            }
        });
    }

    private static RuleConflictException conflict(RuleRegistry registry, String id, int version, String state) {
        Rule current = registry.find(id, version);
        return new RuleConflictException(
                "rule " + id + " " + state + (current == null ? "" : ", by " + current.actor()), current);
    }
}
