package io.nacre.app.analyst;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.StandIn;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.AccountProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Checks whether an account exists, so that a request with a mistyped id fails. It searches the latest records of
 * several topics. It reports the topics that it could not read: an analyst need not have the right to read them all.
 */
final class AccountExistenceCheck {

    /** The number of records to search per topic; this takes seconds. */
    private static final long NEWEST_RECORDS = 100_000;

    private final KafkaSettings settings;
    private final String account;
    private final List<String> where = new ArrayList<>();

    private AccountExistenceCheck(KafkaSettings settings, String account) {
        this.settings = settings;
        this.account = account;
    }

    /** Rejects an account that no record names, unless {@code force} is set. */
    static void require(KafkaSettings settings, String account, boolean force) {
        if (force) {
            return;
        }
        AccountExistenceCheck search = new AccountExistenceCheck(settings, account);
        boolean seen = search.isOn(TopicCatalogue.ALERTS, Alert::accountId)
                || search.isOn(TopicCatalogue.DECISIONS, Decision::accountId)
                || search.isOn(TopicCatalogue.ACCOUNT_PROFILES, AccountProfile::accountId)
                || search.isOn(TopicCatalogue.STAND_INS, StandIn::accountId);
        if (!seen) {
            throw new CommandFailedException("account " + account + " was never seen: "
                    + String.join("; ", search.where) + ". Check the id, or give --force");
        }
    }

    private <T> boolean isOn(Topic<T> topic, Function<T, String> accountOf) {
        String name = settings.nameOf(topic);
        boolean[] found = {false};
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            boolean older = reader.skipToNewest(NEWEST_RECORDS);
            reader.readToEnd(record -> found[0] |= record.decoded() instanceof DecodeResult.Value<T> read
                    && accountOf.apply(read.value()).equals(account));
            where.add((older ? "not among the newest " + NEWEST_RECORDS + " records of " : "not in ") + name);
        } catch (KafkaAccessException unreadable) {
            where.add(name + " could not be read (" + unreadable.getMessage() + ")");
        }
        return found[0];
    }
}
