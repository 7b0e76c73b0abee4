package io.nacre.app.analyst;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.PaymentClock;
import io.nacre.decision.Decision;
import io.nacre.decision.Verdict;
import io.nacre.decision.Verdict.Finding;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Records the verdicts of an analyst. */
@Command(
        name = "verdict",
        description = "Record an analyst's verdict on transactions or incidents, for the job and for training.",
        synopsisSubcommandLabel = "fraud|legitimate|inconclusive",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre verdict fraud inc-0123456789abcdef0123 --bootstrap-servers localhost:9092 --note 'card reported stolen'"
                    + " --reason-code STOLEN_CARD",
            "  nacre verdict legitimate tx-000123 tx-000124 --bootstrap-servers localhost:9092 --analyst ann",
            "  nacre verdict inconclusive tx-000123 --bootstrap-servers localhost:9092 --note 'customer not reached'",
            "  nacre verdict fraud tx-000007 --bootstrap-servers localhost:9092 --account acct-000123 --force",
            "",
            "FRAUD and LEGITIMATE are labels: they close the open incident. INCONCLUSIVE is not a label."
        })
public final class VerdictCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "fraud", description = "Record that the payment was fraud.")
    int fraud(@Mixin VerdictOptions options) {
        return write(Finding.FRAUD, options);
    }

    @Command(name = "legitimate", description = "Record that the payment was legitimate.")
    int legitimate(@Mixin VerdictOptions options) {
        return write(Finding.LEGITIMATE, options);
    }

    @Command(name = "inconclusive", description = "Record that no verdict is possible; the incident remains open.")
    int inconclusive(@Mixin VerdictOptions options) {
        return write(Finding.INCONCLUSIVE, options);
    }

    private int write(Finding finding, VerdictOptions options) {
        requireExplained(finding, options.reason());
        KafkaSettings settings = options.brokers().settings();
        List<Verdict> verdicts = verdicts(settings, finding, options);
        try (TopicWriter<Verdict> writer = new TopicWriter<>(settings, TopicCatalogue.VERDICTS)) {
            verdicts.forEach(writer::write);
        }
        PrintWriter out = CommandSupport.out(spec);
        verdicts.forEach(verdict -> out.println(verdict.transactionId() + " of " + verdict.accountId() + ": "
                + verdict.finding() + " by " + verdict.analyst()
                + (verdict.incidentId() == null ? "" : ", incident " + verdict.incidentId())));
        return 0;
    }

    /** Creates all verdicts before the first is written, so that a mistyped id leaves none half done. */
    private static List<Verdict> verdicts(KafkaSettings settings, Finding finding, VerdictOptions options) {
        Collection<Alert> incidents = IncidentReader.all(settings);
        long nowMs = PaymentClock.nowMs(settings);
        Map<String, Map<String, Decision>> decisions = new LinkedHashMap<>();
        for (String id : options.ids()) {
            if (IncidentReader.find(incidents, id) == null) {
                decisions.put(id, new TreeMap<>());
            }
        }
        if (!decisions.isEmpty()) {
            TopicRecords.each(settings, TopicCatalogue.DECISIONS, decision -> {
                Map<String, Decision> byAccount = decisions.get(decision.transactionId());
                if (byAccount != null) {
                    byAccount.put(decision.accountId(), decision);
                }
            });
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (String id : options.ids()) {
            Alert alert = IncidentReader.find(incidents, id);
            verdicts.add(
                    alert == null
                            ? onTransaction(
                                    id, decisions.getOrDefault(id, Map.of()), incidents, finding, options, nowMs)
                            : onIncident(alert, finding, options, nowMs));
        }
        return verdicts;
    }

    private static Verdict onIncident(Alert alert, Finding finding, VerdictOptions options, long nowMs) {
        requireAccount(alert.incidentId(), alert.accountId(), options);
        if (alert.isAnonymised()) {
            throw new CommandFailedException("incident " + alert.incidentId()
                    + " belongs to an erased account: use the id of one of its other transactions");
        }
        return alert.verdict(finding, options.reason(), options.analyst(), options.note(), nowMs);
    }

    private static Verdict onTransaction(
            String id,
            Map<String, Decision> byAccount,
            Collection<Alert> incidents,
            Finding finding,
            VerdictOptions options,
            long nowMs) {
        String account = options.account();
        if (byAccount.isEmpty()) {
            if (!options.isForced() || account == null) {
                throw new CommandFailedException("there is no incident " + id + " on the alerts topic, and no decision"
                        + " on transaction " + id + ". Check the id, or give --account and --force");
            }
            return new Verdict(account, id, null, finding, options.reason(), options.analyst(), options.note(), nowMs);
        }
        if (account == null && byAccount.size() > 1) {
            throw new CommandFailedException("several accounts have a transaction " + id + ": "
                    + String.join(", ", byAccount.keySet()) + ". Give --account");
        }
        Decision decision = account == null ? byAccount.values().iterator().next() : byAccount.get(account);
        if (decision == null) {
            throw new CommandFailedException("transaction " + id + " is not of account " + account + " but of "
                    + String.join(", ", byAccount.keySet()));
        }
        String incidentId = incidents.stream()
                .filter(alert -> IncidentDetails.belongsTo(alert, decision))
                .findFirst()
                .map(Alert::incidentId)
                .orElse(null);
        return new Verdict(
                decision.accountId(),
                id,
                incidentId,
                finding,
                options.reason(),
                options.analyst(),
                options.note(),
                Math.max(nowMs, decision.eventTimeMs()));
    }

    private static void requireExplained(Finding finding, Verdict.@Nullable Reason reason) {
        if (reason != null && !reason.explains(finding)) {
            List<Verdict.Reason> possible = Stream.of(Verdict.Reason.values())
                    .filter(other -> other.explains(finding))
                    .toList();
            throw new CommandFailedException(
                    "--reason-code: " + reason + " does not explain " + finding + "; use one of " + possible);
        }
    }

    private static void requireAccount(String incidentId, String accountId, VerdictOptions options) {
        if (options.account() != null && !options.account().equals(accountId)) {
            throw new CommandFailedException(
                    "incident " + incidentId + " is not of account " + options.account() + " but of " + accountId);
        }
    }
}
