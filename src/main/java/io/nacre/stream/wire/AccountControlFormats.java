package io.nacre.stream.wire;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.AutoFreezeQuota;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The binary formats of account actions, list entries and the quota of automatic freezes. */
public final class AccountControlFormats {

    private AccountControlFormats() {}

    public static void writeStatus(AccountStatus status, DataOutput out) throws IOException {
        writeAction(status.person(), out);
        writeAction(status.system(), out);
    }

    public static AccountStatus readStatus(DataInput in) throws IOException {
        return new AccountStatus(readAction(in), readAction(in));
    }

    public static void writeAction(@Nullable AccountAction action, DataOutput out) throws IOException {
        out.writeBoolean(action != null);
        if (action == null) {
            return;
        }
        BinaryEncoding.writeText(action.accountId(), out);
        out.writeByte(StateEnumCodes.ACTION_TYPES.indexOf(action.type()));
        out.writeByte(StateEnumCodes.ACTION_SCOPES.indexOf(action.scope()));
        Varint.writeSigned(action.version(), out);
        out.writeByte(StateEnumCodes.ACTOR_TYPES.indexOf(action.actorType()));
        BinaryEncoding.writeText(action.actor(), out);
        BinaryEncoding.writeText(action.reason(), out);
        Varint.writeSigned(action.requestedAtMs(), out);
        writeOptional(action.expiresAtMs(), out);
    }

    public static @Nullable AccountAction readAction(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        return new AccountAction(
                BinaryEncoding.readText(in),
                StateEnumCodes.ACTION_TYPES.get(in.readByte()),
                StateEnumCodes.ACTION_SCOPES.get(in.readByte()),
                Varint.readSigned(in),
                StateEnumCodes.ACTOR_TYPES.get(in.readByte()),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                Varint.readSigned(in),
                readOptional(in));
    }

    public static void writeEntry(ListEntry entry, DataOutput out) throws IOException {
        out.writeByte(StateEnumCodes.LIST_TYPES.indexOf(entry.list()));
        out.writeByte(StateEnumCodes.LIST_SUBJECTS.indexOf(entry.subject()));
        BinaryEncoding.writeText(entry.value(), out);
        out.writeByte(StateEnumCodes.LIST_CHANGES.indexOf(entry.change()));
        Varint.writeSigned(entry.version(), out);
        BinaryEncoding.writeText(entry.actor(), out);
        BinaryEncoding.writeText(entry.reason(), out);
        Varint.writeSigned(entry.changedAtMs(), out);
        writeOptional(entry.expiresAtMs(), out);
    }

    public static ListEntry readEntry(DataInput in) throws IOException {
        return new ListEntry(
                StateEnumCodes.LIST_TYPES.get(in.readByte()),
                StateEnumCodes.LIST_SUBJECTS.get(in.readByte()),
                BinaryEncoding.readText(in),
                StateEnumCodes.LIST_CHANGES.get(in.readByte()),
                Varint.readSigned(in),
                BinaryEncoding.readText(in),
                BinaryEncoding.readText(in),
                Varint.readSigned(in),
                readOptional(in));
    }

    public static void writeQuota(AutoFreezeQuota quota, DataOutput out) throws IOException {
        Varint.writeSigned(quota.hour(), out);
        BinaryEncoding.writeTexts(quota.accounts(), out);
        BinaryEncoding.writeTexts(quota.entities(), out);
    }

    public static AutoFreezeQuota readQuota(DataInput in) throws IOException {
        return new AutoFreezeQuota(Varint.readSigned(in), BinaryEncoding.readTexts(in), BinaryEncoding.readTexts(in));
    }

    private static void writeOptional(@Nullable Long ms, DataOutput out) throws IOException {
        out.writeBoolean(ms != null);
        if (ms != null) {
            Varint.writeSigned(ms, out);
        }
    }

    private static @Nullable Long readOptional(DataInput in) throws IOException {
        return in.readBoolean() ? Varint.readSigned(in) : null;
    }
}
