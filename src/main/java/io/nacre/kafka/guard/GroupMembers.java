package io.nacre.kafka.guard;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The members of the consumer group of a job's lease, as the broker reports them. */
final class GroupMembers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final String group;
    private final Admin admin;

    GroupMembers(KafkaSettings settings, String group) {
        this.settings = settings;
        this.group = group;
        this.admin = settings.admin(PATIENCE);
    }

    boolean has(String client) {
        return all().stream().anyMatch(member -> member.clientId().equals(client));
    }

    /** All members except one. */
    List<MemberDescription> others(String client) {
        return all().stream()
                .filter(member -> !member.clientId().equals(client))
                .toList();
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }

    private Collection<MemberDescription> all() {
        try {
            return requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get()
                    .members();
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause());
            if (cause instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw KafkaAccessException.of(settings, cause);
        } catch (InterruptedException e) {
            throw KafkaFutures.interrupted(e, "waiting for the broker");
        }
    }
}
