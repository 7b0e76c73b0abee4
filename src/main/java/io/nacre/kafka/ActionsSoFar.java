package io.nacre.kafka;

import io.nacre.codec.Decoded;
import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountStatus;
import io.nacre.stream.StatusesAtStart;
import java.util.HashMap;
import java.util.Map;

/**
 * Where every account stands by the actions on their topic up to now; the topic is compacted to the newest action of
 * each account. Records that cannot be read are left to the job, which makes dead letters of them.
 */
record ActionsSoFar(KafkaSettings settings) implements StatusesAtStart {

    @Override
    public Map<String, AccountStatus> read() {
        Map<String, AccountStatus> statuses = new HashMap<>();
        try (TopicReader<AccountAction> actions = new TopicReader<>(settings, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.readToEnd(record -> {
                if (record.decoded() instanceof Decoded.Value<AccountAction> read) {
                    AccountAction action = read.value();
                    statuses.merge(
                            action.accountId(),
                            AccountStatus.ACTIVE.after(action),
                            (known, unused) -> known.after(action));
                }
            });
        }
        return statuses;
    }
}
