package io.nacre.kafka.topic;

import static io.nacre.kafka.topic.TopicCatalogue.ACCOUNT_ACTIONS;
import static io.nacre.kafka.topic.TopicCatalogue.ACCOUNT_PROFILES;
import static io.nacre.kafka.topic.TopicCatalogue.ALERTS;
import static io.nacre.kafka.topic.TopicCatalogue.AUDIT;
import static io.nacre.kafka.topic.TopicCatalogue.BUNDLES;
import static io.nacre.kafka.topic.TopicCatalogue.CHARGEBACKS;
import static io.nacre.kafka.topic.TopicCatalogue.DEAD_LETTERS;
import static io.nacre.kafka.topic.TopicCatalogue.DECISIONS;
import static io.nacre.kafka.topic.TopicCatalogue.ERASURES;
import static io.nacre.kafka.topic.TopicCatalogue.EXAMPLES;
import static io.nacre.kafka.topic.TopicCatalogue.INVESTIGATIONS;
import static io.nacre.kafka.topic.TopicCatalogue.LIFECYCLE;
import static io.nacre.kafka.topic.TopicCatalogue.LISTS;
import static io.nacre.kafka.topic.TopicCatalogue.REPLIES;
import static io.nacre.kafka.topic.TopicCatalogue.RULES;
import static io.nacre.kafka.topic.TopicCatalogue.STAND_INS;
import static io.nacre.kafka.topic.TopicCatalogue.TRANSACTIONS;
import static io.nacre.kafka.topic.TopicCatalogue.VERDICTS;
import static io.nacre.kafka.topic.TopicCatalogue.WEBHOOK_DEAD_LETTERS;

import java.util.List;
import java.util.Locale;

/** The roles that work with the topics, and their rights. All other access is denied. */
@SuppressWarnings("ImmutableEnumChecker") // Immutable copies; the type List does not show it.
public enum PrincipalRole {
    /** The payment platform. */
    PLATFORM(
            "sends transactions, profiles, lifecycle events and chargebacks; reads decisions and rejections",
            List.of(TRANSACTIONS, ACCOUNT_PROFILES, LIFECYCLE, CHARGEBACKS),
            List.of(DECISIONS, STAND_INS, ACCOUNT_ACTIONS, DEAD_LETTERS)),
    /** Answers requests over HTTP. */
    GATEWAY(
            "answers requests over HTTP",
            List.of(TRANSACTIONS, STAND_INS),
            List.of(DECISIONS, REPLIES, STAND_INS, ACCOUNT_ACTIONS, LISTS)),
    /** Sends decisions, alerts and account actions to endpoints. */
    WEBHOOKS(
            "sends decisions, alerts and account actions to HTTPS endpoints",
            List.of(WEBHOOK_DEAD_LETTERS),
            List.of(DECISIONS, ALERTS, ACCOUNT_ACTIONS, WEBHOOK_DEAD_LETTERS)),
    /** Converts messages of other formats. The right to read their topic is granted apart. */
    INGEST(
            "converts messages of other formats, from a topic that it must be allowed to read as well",
            List.of(TRANSACTIONS, LIFECYCLE, DEAD_LETTERS),
            List.of()),
    /** The job, and the checks at its start. */
    JOB(
            "processes the input topics, and writes the results",
            List.of(DECISIONS, REPLIES, ALERTS, ACCOUNT_ACTIONS, EXAMPLES, DEAD_LETTERS),
            List.of(
                    TRANSACTIONS,
                    ACCOUNT_PROFILES,
                    VERDICTS,
                    CHARGEBACKS,
                    LIFECYCLE,
                    ACCOUNT_ACTIONS,
                    LISTS,
                    BUNDLES,
                    RULES,
                    ERASURES)),
    /** Reviews alerts, freezes accounts and keeps lists. */
    ANALYST(
            "reviews alerts, writes verdicts, freezes accounts, edits lists",
            List.of(VERDICTS, ACCOUNT_ACTIONS, LISTS),
            List.of(TRANSACTIONS, DECISIONS, ALERTS, VERDICTS, CHARGEBACKS, ACCOUNT_ACTIONS, LISTS, RULES, EXAMPLES)),
    /** Shows incidents to analysts, and writes what they decide. */
    CONSOLE(
            "shows incidents to analysts, writes what they decide, publishes rules, and keeps the audit log",
            List.of(VERDICTS, ACCOUNT_ACTIONS, LISTS, RULES, INVESTIGATIONS, AUDIT),
            List.of(
                    TRANSACTIONS,
                    DECISIONS,
                    STAND_INS,
                    ALERTS,
                    VERDICTS,
                    CHARGEBACKS,
                    LIFECYCLE,
                    ACCOUNT_ACTIONS,
                    LISTS,
                    RULES,
                    EXAMPLES,
                    INVESTIGATIONS,
                    ERASURES,
                    AUDIT)),
    /** Changes models and rules. */
    ENGINEER(
            "changes models and rules, and watches drift and dead letters",
            List.of(BUNDLES, RULES),
            List.of(DECISIONS, VERDICTS, CHARGEBACKS, LIFECYCLE, EXAMPLES, BUNDLES, RULES, DEAD_LETTERS)),
    /** Erases accounts. */
    ERASER(
            "erases accounts, and verifies the erasure",
            List.of(ERASURES, ACCOUNT_PROFILES, ALERTS, ACCOUNT_ACTIONS, LISTS, INVESTIGATIONS, AUDIT),
            TopicCatalogue.ALL),
    /** A consumer that only reads, such as a dashboard. */
    READER("reads decisions and alerts", List.of(), List.of(DECISIONS, STAND_INS, ALERTS));

    private final String does;
    private final List<Topic<?>> writes;
    private final List<Topic<?>> reads;

    PrincipalRole(String does, List<Topic<?>> writes, List<Topic<?>> reads) {
        this.does = does;
        this.writes = List.copyOf(writes);
        this.reads = List.copyOf(reads);
    }

    /** The description. */
    public String does() {
        return does;
    }

    public List<Topic<?>> writes() {
        return writes;
    }

    public List<Topic<?>> reads() {
        return reads;
    }

    /** The prefix of its consumer groups; the job's group has its own name. */
    public String groups() {
        return name().toLowerCase(Locale.ROOT) + "-";
    }
}
