package io.nacre.kafka.admin;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.guard.GroupLease;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** The ACLs of each role's principal. A broker with an authorizer denies everything else. */
public final class TopicAcls {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z]+:\\S.*");
    private static final String ANY_HOST = "*";

    private final KafkaSettings settings;
    private final List<AclBinding> bindings = new ArrayList<>();

    /** One ACL in the words of Kafka's ACL tool; {@code patternType} is "literal" or "prefixed". */
    public record Entry(String principal, String operation, String resourceType, String resource, String patternType) {}

    /** @param principals in the broker's syntax, such as {@code User:nacre-job} */
    public TopicAcls(KafkaSettings settings, Map<PrincipalRole, String> principals) {
        this.settings = settings;
        for (PrincipalRole role : PrincipalRole.values()) {
            String principal = principals.get(role);
            if (principal != null) {
                add(role, checked(principal));
            }
        }
    }

    /** Each ACL. */
    public List<Entry> entries() {
        return bindings.stream().map(TopicAcls::entry).toList();
    }

    /** One command line of Kafka's ACL tool for each ACL. */
    public List<String> commands() {
        return entries().stream().map(this::command).toList();
    }

    /** Creates the ACLs on the broker; existing ones stay. */
    public void apply() {
        try (Admin admin = settings.admin(PATIENCE)) {
            KafkaFutures.of(admin.createAcls(bindings).all(), settings, "waiting for the broker");
        }
    }

    private void add(PrincipalRole role, String principal) {
        for (Topic<?> topic : role.reads()) {
            allow(principal, topic, AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);
        }
        for (Topic<?> topic : role.writes()) {
            AclOperation alone = role.reads().contains(topic) ? null : AclOperation.DESCRIBE;
            allow(
                    principal,
                    topic,
                    AclOperation.WRITE,
                    role == PrincipalRole.ERASER && topic.cleanup() == Topic.Cleanup.KEEP ? AclOperation.DELETE : null,
                    alone,
                    role == PrincipalRole.JOB && alone != null ? AclOperation.DESCRIBE_CONFIGS : null);
        }
        String groups = role == PrincipalRole.JOB ? settings.groupId() : role.groups();
        PatternType groupPattern = role == PrincipalRole.JOB ? PatternType.LITERAL : PatternType.PREFIXED;
        allow(principal, new ResourcePattern(ResourceType.GROUP, groups, groupPattern), AclOperation.READ);
        if (role == PrincipalRole.JOB) {
            ResourcePattern lease =
                    new ResourcePattern(ResourceType.GROUP, GroupLease.group(settings), PatternType.LITERAL);
            allow(principal, lease, AclOperation.READ);
            ResourcePattern transactions =
                    new ResourcePattern(ResourceType.TRANSACTIONAL_ID, settings.groupId() + "-", PatternType.PREFIXED);
            allow(principal, transactions, AclOperation.WRITE, AclOperation.DESCRIBE);
        } else if (role == PrincipalRole.CONSOLE) {
            // The audit log is written in transactions.
            allow(
                    principal,
                    new ResourcePattern(ResourceType.TRANSACTIONAL_ID, role.groups(), PatternType.PREFIXED),
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE);
        } else if (role == PrincipalRole.ERASER) {
            // Waits until the job has read the request.
            allow(
                    principal,
                    new ResourcePattern(ResourceType.GROUP, settings.groupId(), PatternType.LITERAL),
                    AclOperation.DESCRIBE);
        }
    }

    private void allow(String principal, Topic<?> topic, @Nullable AclOperation... operations) {
        allow(
                principal,
                new ResourcePattern(ResourceType.TOPIC, settings.nameOf(topic), PatternType.LITERAL),
                operations);
    }

    private void allow(String principal, ResourcePattern resource, @Nullable AclOperation... operations) {
        for (AclOperation operation : operations) {
            if (operation != null) {
                bindings.add(new AclBinding(
                        resource, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
            }
        }
    }

    private static Entry entry(AclBinding binding) {
        ResourcePattern resource = binding.pattern();
        return new Entry(
                binding.entry().principal(),
                words(binding.entry().operation()),
                resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                resource.name(),
                resource.patternType().name().toLowerCase(Locale.ROOT));
    }

    private String command(Entry entry) {
        String pattern = entry.patternType().equals("prefixed") ? " --resource-pattern-type prefixed" : "";
        return "kafka-acls.sh --bootstrap-server " + settings.brokers() + " --add --allow-principal '"
                + entry.principal() + "' --operation " + entry.operation() + " --" + entry.resourceType() + " '"
                + entry.resource() + "'" + pattern;
    }

    /** Converts DESCRIBE_CONFIGS to DescribeConfigs. */
    private static String words(AclOperation operation) {
        StringBuilder words = new StringBuilder();
        Arrays.stream(operation.name().split("_"))
                .forEach(word ->
                        words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT)));
        return words.toString();
    }

    private static String checked(String principal) {
        if (!PRINCIPAL.matcher(principal).matches()) {
            throw new KafkaAccessException("the principal is '" + principal
                    + "': use the broker's syntax, such as User:nacre-job or User:CN=nacre-job");
        }
        return principal;
    }
}
