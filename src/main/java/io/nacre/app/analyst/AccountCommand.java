package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.PaymentClock;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Freezes and releases accounts, and shows their status. */
@Command(
        name = "account",
        description = "Freeze, release or show an account.",
        synopsisSubcommandLabel = "freeze|release|show",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre account freeze acct-000123 --bootstrap-servers localhost:9092 --reason 'card reported stolen' --for 48h",
            "  nacre account freeze acct-000123 --bootstrap-servers localhost:9092 --reason 'paid by mules' --scope both",
            "  nacre account release acct-000123 --bootstrap-servers localhost:9092 --reason 'customer confirmed'",
            "  nacre account show acct-000123 --bootstrap-servers localhost:9092"
        })
public final class AccountCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "freeze", description = "Freeze an account: the job declines its payments immediately.")
    int freeze(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Reason, stored with the action.") String reason,
            @Option(names = "--actor", description = "Who requests the action; default the user's name.") @Nullable
                    String by,
            @Option(
                            names = "--scope",
                            defaultValue = "outgoing",
                            paramLabel = "outgoing|incoming|both",
                            description = "Which payments to decline: outgoing (default), incoming or both.")
                    Scope scope,
            @Option(
                            names = "--for",
                            converter = DurationConverter.class,
                            paramLabel = "48h",
                            description = "Length of the freeze; default until released.")
                    @Nullable
                    Duration length,
            @Option(names = "--force", description = "Accept an account that no record names.") boolean force) {
        AccountExistenceCheck.require(brokers.settings(), account, force);
        return request(brokers, account, AccountAction.Type.FREEZE, scope, by, reason, length);
    }

    @Command(name = "release", description = "Release an account: its payments are no longer declined.")
    int release(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Reason, stored with the action.") String reason,
            @Option(names = "--actor", description = "Who requests the action; default the user's name.") @Nullable
                    String by,
            @Option(
                            names = "--for",
                            defaultValue = "30d",
                            converter = DurationConverter.class,
                            paramLabel = "30d",
                            description = "Time without automatic freezes of this account; default 30d.")
                    Duration length) {
        return request(brokers, account, AccountAction.Type.RELEASE, Scope.BOTH, by, reason, length);
    }

    @Command(
            name = "show",
            description = "Show the status of an account, its last change, its incidents and its latest transactions.")
    int show(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Mixin BrokerOptions brokers,
            @Option(
                            names = "--limit",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "Maximum number of transactions to list, the latest first; default 20.")
                    int limit,
            @Mixin OutputOptions output) {
        KafkaSettings settings = brokers.settings();
        AccountStatus status = status(settings, account);
        AccountStatus.State state = status.stateAt(PaymentClock.nowMs(settings));
        List<Alert> incidents = IncidentReader.all(settings).stream()
                .filter(alert -> alert.accountId().equals(account))
                .toList();
        List<TransactionRow> transactions;
        try (BestEffortTransactionLookup payments = new BestEffortTransactionLookup(settings)) {
            transactions = TransactionRow.of(
                    DecisionSearch.latest(
                            settings, 0, limit, decision -> decision.accountId().equals(account)),
                    payments);
        }
        PrintWriter out = CommandSupport.out(spec);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("account_id", account);
        fields.put("status", state);
        fields.put("person", fields(status.person()));
        fields.put("system", fields(status.system()));
        fields.put(
                "incidents", incidents.stream().map(IncidentReader.TABLE::row).toList());
        fields.put(
                "transactions",
                transactions.stream().map(TransactionRow.TABLE::row).toList());
        output.show(fields, out, () -> {
            out.println(account + " is " + state);
            print(status.person(), out);
            print(status.system(), out);
            incidents.forEach(alert -> out.println("  " + AlertFormatter.incident(alert)));
            if (!transactions.isEmpty()) {
                out.println();
                TransactionRow.TABLE.print(transactions, out);
            }
        });
        return 0;
    }

    private int request(
            BrokerOptions brokers,
            String account,
            AccountAction.Type type,
            Scope scope,
            @Nullable String by,
            String reason,
            @Nullable Duration length) {
        KafkaSettings settings = brokers.settings();
        String actor = CommandSupport.actor(by);
        AccountStatus status = status(settings, account);
        AccountAction action =
                status.actionOfPerson(account, type, scope, actor, reason, PaymentClock.nowMs(settings), length);
        String refusal = status.rejectionReason(action);
        if (refusal != null) {
            throw new CommandFailedException(type + " of " + account + " is refused: " + refusal);
        }
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(action);
        }
        CommandSupport.out(spec).println(account + ": " + type + " requested by " + actor);
        return 0;
    }

    private static AccountStatus status(KafkaSettings settings, String account) {
        AccountStatus[] status = {AccountStatus.ACTIVE};
        TopicRecords.each(settings, TopicCatalogue.ACCOUNT_ACTIONS, action -> {
            if (action.accountId().equals(account)) {
                status[0] = status[0].after(action);
            }
        });
        return status[0];
    }

    private static void print(@Nullable AccountAction action, PrintWriter out) {
        if (action != null) {
            String until = action.expiresAtMs() == null ? "" : " until " + Instant.ofEpochMilli(action.expiresAtMs());
            String scope = action.type() == AccountAction.Type.FREEZE ? " of " + action.scope() : "";
            out.println("  " + Instant.ofEpochMilli(action.requestedAtMs()) + " " + action.type() + scope + " by "
                    + action.actor() + until + ": " + action.reason());
        }
    }

    private static @Nullable Map<String, @Nullable Object> fields(@Nullable AccountAction action) {
        if (action == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", action.type());
        fields.put("scope", action.scope());
        fields.put("actor", action.actor());
        fields.put("reason", action.reason());
        fields.put("requested_at", Instant.ofEpochMilli(action.requestedAtMs()));
        Long untilMs = action.expiresAtMs();
        fields.put("expires_at", untilMs == null ? null : Instant.ofEpochMilli(untilMs));
        return fields;
    }
}
