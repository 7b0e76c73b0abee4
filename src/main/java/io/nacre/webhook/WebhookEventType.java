package io.nacre.webhook;

import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;

/** The kind of an event, with the topic that it comes from. */
@SuppressWarnings("ImmutableEnumChecker") // A topic is a record of constants.
public enum WebhookEventType {
    DECISION("decisions", "decision.made", TopicCatalogue.DECISIONS),
    ALERT("alerts", "alert.raised", TopicCatalogue.ALERTS),
    ACCOUNT_ACTION("account-actions", "account.action", TopicCatalogue.ACCOUNT_ACTIONS);

    private final String configName;
    private final String bodyName;
    private final Topic<?> topic;

    WebhookEventType(String configName, String bodyName, Topic<?> topic) {
        this.configName = configName;
        this.bodyName = bodyName;
        this.topic = topic;
    }

    /** The name in the configuration. */
    public String configName() {
        return configName;
    }

    /** The value of the body's field {@code type}. */
    String bodyName() {
        return bodyName;
    }

    Topic<?> topic() {
        return topic;
    }
}
