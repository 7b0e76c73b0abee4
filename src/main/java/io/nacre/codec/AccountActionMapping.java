package io.nacre.codec;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.decision.AccountAction;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/** Freezes and releases. */
final class AccountActionMapping extends AvroMapping<AccountAction, io.nacre.avro.AccountAction> {

    AccountActionMapping() {
        super(io.nacre.avro.AccountAction.class);
    }

    @Override
    AccountAction read(io.nacre.avro.AccountAction record, RecordOrigin origin) throws RecordRejectedException {
        AccountAction.Type type = FieldValidator.symbol("type", AccountAction.Type.class, record.getType());
        AccountAction.ActorType actorType =
                FieldValidator.symbol("actor_type", AccountAction.ActorType.class, record.getActorType());
        long atMs = FieldValidator.time("requested_at", record.getRequestedAt(), origin);
        Long untilMs = FieldValidator.optionalMs(record.getExpiresAt());
        String flaw = AccountAction.flaw(type, actorType, atMs, untilMs);
        if (flaw != null) {
            throw new RecordRejectedException(RejectionCode.TIME_RANGE, "expires_at", flaw);
        }
        return new AccountAction(
                FieldValidator.id("account_id", record.getAccountId()),
                type,
                FieldValidator.symbol("scope", AccountAction.Scope.class, record.getScope()),
                FieldValidator.version("version", record.getVersion(), origin),
                actorType,
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.text("reason", record.getReason(), FieldValidator.NOTE_CHARACTERS),
                atMs,
                untilMs);
    }

    @Override
    AvroBodyWriter<AccountAction> writer(AvroBodyEncoder out) {
        io.nacre.avro.AccountAction.Encoder record = new io.nacre.avro.AccountAction.Encoder(out);
        return value -> record.accountId(value.accountId())
                .type(io.nacre.avro.ActionType.valueOf(value.type().name()))
                .version(value.version())
                .actor(value.actor())
                .reason(value.reason())
                .requestedAt(value.requestedAtMs())
                .expiresAt(value.expiresAtMs())
                .scope(io.nacre.avro.FreezeScope.valueOf(value.scope().name()))
                .actorType(io.nacre.avro.ActorType.valueOf(value.actorType().name()));
    }

    @Override
    List<String> maskedFields(AccountAction value) {
        return maskedField("reason", value.reason());
    }
}
