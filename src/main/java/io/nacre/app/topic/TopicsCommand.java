package io.nacre.app.topic;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.kafka.admin.TopicAcls;
import io.nacre.kafka.admin.TopicCheckResult;
import io.nacre.kafka.admin.TopicSetup;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Creates and checks the topics. */
@Command(
        name = "topics",
        description = "Create or check the topics of the job, and the access rights to them.",
        synopsisSubcommandLabel = "create|check|acls",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre topics create --bootstrap-servers localhost:9092",
            "  nacre topics create --bootstrap-servers kafka:9093 --client-config tls.properties --replicas 3 --partitions 24",
            "  nacre topics check --bootstrap-servers localhost:9092 --topic-prefix eu.",
            "  nacre topics acls --bootstrap-servers kafka:9093 --principal-job User:nacre-job --principal-reader User:board",
            "  nacre topics acls --bootstrap-servers kafka:9093 --client-config admin.properties --principal-job User:job --apply"
        })
public final class TopicsCommand {

    private static final OutputTable<TopicCheckResult> STATES = OutputTable.of(TopicCheckResult.class)
            .column("topic", TopicCheckResult::topic)
            .column("state", TopicCheckResult::state)
            .column("detail", TopicCheckResult::detail);

    private static final OutputTable<TopicAcls.Entry> ACLS = OutputTable.of(TopicAcls.Entry.class)
            .column("principal", TopicAcls.Entry::principal)
            .column("operation", TopicAcls.Entry::operation)
            .column("resource_type", TopicAcls.Entry::resourceType)
            .column("resource", TopicAcls.Entry::resource)
            .column("pattern_type", TopicAcls.Entry::patternType);

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "create", description = "Create missing topics, and report topics whose settings differ.")
    int create(
            @Mixin BrokerOptions brokers,
            @Option(
                            names = "--replicas",
                            defaultValue = "-1",
                            description = "Replication factor; default the broker's setting.")
                    int replicas,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            defaultValue = "0",
                            description =
                                    "Partitions of each topic, the upper limit of the job's parallelism; default 8.")
                    int partitions,
            @Mixin OutputOptions output) {
        try (TopicSetup setup = new TopicSetup(brokers.settings())) {
            return report(setup.create(replicas, partitions), output);
        }
    }

    @Command(
            name = "check",
            description = "Compare the topics with their expected settings. The exit code is 1 if a topic is missing.")
    int check(@Mixin BrokerOptions brokers, @Mixin OutputOptions output) {
        try (TopicSetup setup = new TopicSetup(brokers.settings())) {
            return report(setup.check(), output);
        }
    }

    @Command(
            name = "acls",
            description = "Print the ACLs that each given principal needs, or create them with --apply.")
    int acls(
            @Mixin BrokerOptions brokers,
            @Mixin PrincipalOptions principals,
            @Option(
                            names = "--group",
                            defaultValue = "nacre",
                            description = "Consumer group of the job; default nacre.")
                    String group,
            @Option(names = "--apply", description = "Create the ACLs on the broker.") boolean apply,
            @Mixin OutputOptions output) {
        TopicAcls rules = new TopicAcls(brokers.settings().withGroupId(group), principals.given());
        PrintWriter out = CommandSupport.out(spec);
        output.list(ACLS, rules.entries(), out, () -> rules.commands().forEach(out::println));
        if (apply) {
            rules.apply();
            PrintWriter remarks = output.isText() ? out : CommandSupport.err(spec);
            remarks.println(rules.commands().size() + " ACLs are on the broker");
        }
        return 0;
    }

    private int report(List<TopicCheckResult> states, OutputOptions output) {
        PrintWriter out = CommandSupport.out(spec);
        output.list(
                STATES,
                states,
                out,
                () -> states.forEach(state -> out.printf("%-28s %s%n", state.topic(), state.detail())));
        return states.stream().anyMatch(state -> state.state() == TopicCheckResult.State.MISSING) ? 1 : 0;
    }
}
