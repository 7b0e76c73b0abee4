package io.nacre.app;

import io.nacre.codec.Decoded;
import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountStatus;
import io.nacre.decision.Alert;
import io.nacre.kafka.KafkaSettings;
import io.nacre.kafka.Topic;
import io.nacre.kafka.TopicCatalogue;
import io.nacre.kafka.TopicReader;
import io.nacre.kafka.TopicWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Freezes and releases accounts, and shows where one stands. */
@Command(
        name = "account",
        description = "Freeze, release or show an account.",
        synopsisSubcommandLabel = "freeze|release|show",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre account freeze acct-000123 --brokers localhost:9092 --reason 'card reported stolen' --for 48h",
            "  nacre account release acct-000123 --brokers localhost:9092 --reason 'customer confirmed'",
            "  nacre account show acct-000123 --brokers localhost:9092"
        })
final class AccountCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "freeze", description = "Decline everything on the account from the next transaction on.")
    int freeze(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Why; kept with the action.") String reason,
            @Option(names = "--by", description = "Who orders it; default the user's name.") @Nullable String by,
            @Option(
                            names = "--for",
                            converter = Spans.class,
                            paramLabel = "48h",
                            description = "How long; default until released.")
                    @Nullable
                    Duration length) {
        Instant now = Instant.now();
        Long untilMs = length == null ? null : now.plus(length).toEpochMilli();
        return order(brokers, account, AccountAction.Type.FREEZE, by, reason, now, untilMs);
    }

    @Command(name = "release", description = "Let the account pay again.")
    int release(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Why; kept with the action.") String reason,
            @Option(names = "--by", description = "Who orders it; default the user's name.") @Nullable String by) {
        return order(brokers, account, AccountAction.Type.RELEASE, by, reason, Instant.now(), null);
    }

    @Command(name = "show", description = "The account's status, and its incidents.")
    int show(@Parameters(paramLabel = "ACCOUNT") String account, @Mixin BrokerOptions brokers) {
        KafkaSettings settings = brokers.settings();
        AccountStatus[] status = {AccountStatus.ACTIVE};
        each(settings, TopicCatalogue.ACCOUNT_ACTIONS, action -> {
            if (action.accountId().equals(account)) {
                status[0] = status[0].after(action);
            }
        });
        Map<String, Alert> incidents = new LinkedHashMap<>();
        each(settings, TopicCatalogue.ALERTS, alert -> {
            if (alert.accountId().equals(account)) {
                incidents.put(alert.incidentId(), alert);
            }
        });
        PrintWriter out = Commands.out(spec);
        out.println(account + " is " + describe(status[0]));
        incidents.values().forEach(alert -> out.println("  " + AlertLine.incident(alert)));
        return 0;
    }

    private int order(
            BrokerOptions brokers,
            String account,
            AccountAction.Type type,
            @Nullable String by,
            String reason,
            Instant now,
            @Nullable Long untilMs) {
        String actor = by == null ? System.getProperty("user.name", "unknown") : by;
        AccountAction action =
                new AccountAction(account, type, now.toEpochMilli(), actor, reason, now.toEpochMilli(), untilMs);
        try (TopicWriter<AccountAction> actions =
                new TopicWriter<>(brokers.settings(), TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(action);
        }
        Commands.out(spec).println(account + ": " + type + " ordered by " + actor);
        return 0;
    }

    private static String describe(AccountStatus status) {
        if (!status.frozen()) {
            return status.version() == 0 ? "active" : "active, released by " + status.actor() + ": " + status.reason();
        }
        String until = status.untilMs() == null
                ? "released"
                : Instant.ofEpochMilli(status.untilMs()).toString();
        return "frozen until " + until + " by " + status.actor() + ": " + status.reason();
    }

    private static <T> void each(KafkaSettings settings, Topic<T> topic, Consumer<T> handler) {
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof Decoded.Value<T> read) {
                    handler.accept(read.value());
                }
            });
        }
    }
}
