package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.app.cli.PaymentClock;
import io.nacre.decision.control.EntityLists;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Adds and removes entries of the block, allow and watch lists, and shows them. */
@Command(
        name = "lists",
        description = "Add to the block, allow and watch lists, remove from them, or show them.",
        synopsisSubcommandLabel = "add|remove|show",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre lists add block ip 10.7.3.0/24 --bootstrap-servers localhost:9092 --reason 'card testing'"
                    + " --for 7d",
            "  nacre lists add watch merchant mer-17 --bootstrap-servers localhost:9092 --reason 'many disputes'",
            "  nacre lists remove block ip 10.7.3.0/24 --bootstrap-servers localhost:9092 --reason 'it is over'",
            "  nacre lists show --bootstrap-servers localhost:9092"
        })
public final class ListsCommand {

    private static final OutputTable<ListEntry> ENTRIES = OutputTable.of(ListEntry.class)
            .column("list", ListEntry::list)
            .column("subject", ListEntry::subject)
            .column("value", ListEntry::value)
            .column("actor", ListEntry::actor)
            .column("reason", ListEntry::reason)
            .column("changed_at", entry -> Instant.ofEpochMilli(entry.changedAtMs()))
            .column(
                    "expires_at",
                    entry -> entry.expiresAtMs() == null ? null : Instant.ofEpochMilli(entry.expiresAtMs()));

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "add", description = "Add an entry to a list; the job applies it immediately.")
    int add(
            @Parameters(paramLabel = "block|allow|watch") ListType list,
            @Parameters(paramLabel = "account|card|device|ip|merchant|country") Subject subject,
            @Parameters(
                            paramLabel = "VALUE",
                            description = "Id or token; an IP address or a CIDR block; a country as two letters.")
                    String value,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Reason, stored with the entry.") String reason,
            @Option(names = "--actor", description = "Who changes the list; default the user's name.") @Nullable
                    String by,
            @Option(
                            names = "--for",
                            converter = DurationConverter.class,
                            paramLabel = "7d",
                            description = "Lifetime of the entry; default until removed.")
                    @Nullable
                    Duration length,
            @Option(
                            names = "--force",
                            description =
                                    "Accept a very large block of IP addresses, or an account that no record names.")
                    boolean force) {
        requireValid(ListEntry.validationError(Change.ADD, subject, value), value);
        if (!force) {
            requireValid(ListEntry.breadthError(subject, value), value);
        }
        if (subject == Subject.ACCOUNT) {
            AccountExistenceCheck.require(brokers.settings(), value, force);
        }
        return write(brokers.settings(), list, subject, value, Change.ADD, by, reason, length);
    }

    @Command(name = "remove", description = "Remove an entry from a list.")
    int remove(
            @Parameters(paramLabel = "block|allow|watch") ListType list,
            @Parameters(paramLabel = "account|card|device|ip|merchant|country") Subject subject,
            @Parameters(paramLabel = "VALUE") String value,
            @Mixin BrokerOptions brokers,
            @Option(names = "--reason", required = true, description = "Reason, stored with the entry.") String reason,
            @Option(names = "--actor", description = "Who changes the list; default the user's name.") @Nullable
                    String by) {
        requireValid(ListEntry.validationError(Change.REMOVE, subject, value), value);
        KafkaSettings settings = brokers.settings();
        long nowMs = PaymentClock.nowMs(settings);
        boolean there = read(settings).all().stream()
                .anyMatch(entry -> entry.list() == list
                        && entry.subject() == subject
                        && entry.value().equals(value)
                        && entry.isActiveAt(nowMs));
        if (!there) {
            throw new CommandFailedException(
                    list + " has no entry for " + subject + " " + value + ": see 'nacre lists show'");
        }
        return write(settings, list, subject, value, Change.REMOVE, by, reason, null);
    }

    @Command(name = "show", description = "Show the current entries of the lists, with author and reason.")
    int show(@Mixin BrokerOptions brokers, @Mixin OutputOptions output) {
        KafkaSettings settings = brokers.settings();
        long nowMs = PaymentClock.nowMs(settings);
        List<ListEntry> entries = read(settings).all().stream()
                .filter(entry -> entry.isActiveAt(nowMs))
                .sorted(Comparator.comparing(ListEntry::key))
                .toList();
        PrintWriter out = CommandSupport.out(spec);
        output.list(ENTRIES, entries, out, () -> {
            for (ListEntry entry : entries) {
                String until = entry.expiresAtMs() == null ? "" : " until " + Instant.ofEpochMilli(entry.expiresAtMs());
                out.println(entry.key() + until + " by " + entry.actor() + ": " + entry.reason());
            }
        });
        return 0;
    }

    private int write(
            KafkaSettings settings,
            ListType list,
            Subject subject,
            String value,
            Change change,
            @Nullable String by,
            String reason,
            @Nullable Duration length) {
        ListEntry before = read(settings).all().stream()
                .filter(each -> each.key().equals(ListEntry.key(list, subject, value)))
                .findFirst()
                .orElse(null);
        String author = CommandSupport.actor(by);
        ListEntry entry = ListEntry.after(
                before, list, subject, value, change, author, reason, PaymentClock.nowMs(settings), length);
        try (TopicWriter<ListEntry> entries = new TopicWriter<>(settings, TopicCatalogue.LISTS)) {
            entries.write(entry);
        }
        CommandSupport.out(spec).println(entry.key() + ": " + change + " written by " + author);
        return 0;
    }

    private static void requireValid(@Nullable String error, String value) {
        if (error != null) {
            throw new CommandFailedException("'" + value + "' " + error);
        }
    }

    private static EntityLists read(KafkaSettings settings) {
        EntityLists entityLists = new EntityLists();
        TopicRecords.each(settings, TopicCatalogue.LISTS, entityLists::put);
        return entityLists;
    }
}
