package io.nacre.codec;

import io.nacre.decision.AccountAction;
import io.nacre.payment.Origin;
import java.time.Instant;

/** Freezes and releases. */
final class AccountActionMapping extends Mapping<AccountAction, io.nacre.avro.AccountAction> {

    AccountActionMapping() {
        super(io.nacre.avro.AccountAction.class);
    }

    @Override
    AccountAction read(io.nacre.avro.AccountAction record, Origin origin) throws Rejection {
        return new AccountAction(
                Field.id("account_id", record.getAccountId()),
                Field.symbol("type", AccountAction.Type.class, record.getType()),
                record.getVersion(),
                Field.id("actor", record.getActor()),
                Field.text("reason", record.getReason(), Field.NOTE_CHARACTERS),
                Field.time("ordered_at", record.getOrderedAt(), origin),
                Field.optionalMs(record.getUntil()));
    }

    @Override
    io.nacre.avro.AccountAction write(AccountAction value) {
        return new io.nacre.avro.AccountAction(
                value.accountId(),
                io.nacre.avro.ActionType.valueOf(value.type().name()),
                value.version(),
                value.actor(),
                value.reason(),
                Instant.ofEpochMilli(value.atMs()),
                Parts.time(value.untilMs()));
    }
}
