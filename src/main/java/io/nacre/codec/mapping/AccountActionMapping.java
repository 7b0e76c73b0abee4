package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.control.AccountAction;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/** Freezes and releases. */
public final class AccountActionMapping extends AvroMapping<AccountAction, io.nacre.avro.AccountAction> {

    public AccountActionMapping() {
        super(io.nacre.avro.AccountAction.class);
    }

    @Override
    AccountAction read(io.nacre.avro.AccountAction record, RecordOrigin origin) throws RecordRejectedException {
        AccountAction.Type type = EnumMapping.ACTION_TYPE.read("type", record.getType());
        AccountAction.ActorType actorType = EnumMapping.ACTOR_TYPE.read("actor_type", record.getActorType());
        long atMs = FieldValidator.time("requested_at", record.getRequestedAt(), origin);
        Long untilMs = FieldValidator.optionalMs(record.getExpiresAt());
        String error = AccountAction.validationError(type, actorType, atMs, untilMs);
        if (error != null) {
            throw new RecordRejectedException(RejectionCode.TIME_RANGE, "expires_at", error);
        }
        return new AccountAction(
                FieldValidator.id("account_id", record.getAccountId()),
                type,
                EnumMapping.FREEZE_SCOPE.read("scope", record.getScope()),
                FieldValidator.version("version", record.getVersion(), origin),
                actorType,
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.text("reason", record.getReason(), FieldValidator.NOTE_CHARACTERS),
                atMs,
                untilMs);
    }

    @Override
    public AvroBodyWriter<AccountAction> writer(AvroBodyEncoder out) {
        io.nacre.avro.AccountAction.Encoder record = new io.nacre.avro.AccountAction.Encoder(out);
        return value -> record.accountId(value.accountId())
                .type(EnumMapping.ACTION_TYPE.write(value.type()))
                .version(value.version())
                .actor(value.actor())
                .reason(value.reason())
                .requestedAt(value.requestedAtMs())
                .expiresAt(value.expiresAtMs())
                .scope(EnumMapping.FREEZE_SCOPE.write(value.scope()))
                .actorType(EnumMapping.ACTOR_TYPE.write(value.actorType()));
    }

    @Override
    public List<String> maskedFields(AccountAction value) {
        return maskedField("reason", value.reason());
    }
}
