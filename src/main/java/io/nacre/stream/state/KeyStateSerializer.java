package io.nacre.stream.state;

import io.nacre.feature.EntityType;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.ScheduledLifecycleEffects;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Millis;
import io.nacre.payment.Varint;
import io.nacre.profile.StateCodec;
import io.nacre.stream.wire.CopyingTypeSerializer;
import io.nacre.stream.wire.EventFieldCodec;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Serializes a key's state: the day it expires, then a {@link StateSection} for each group, for the profile and for the
 * filter of seen transactions.
 *
 * <p>State outlives versions of the job. A new group has no section and starts empty. The section of a removed group is
 * skipped, and not written again. A group whose format changed reads its earlier versions.
 */
public final class KeyStateSerializer extends CopyingTypeSerializer<KeyState> {

    private static final long serialVersionUID = 1;

    private static final int FORMAT = 2;
    private static final int PROFILE = "profile".hashCode();
    /** Written under this name since the first format. */
    private static final int SEEN_TRANSACTIONS = "ledger".hashCode();

    private static final int SCHEDULED_EFFECTS = "scheduled-effects".hashCode();

    private static final StateCodec<AccountProfile> PROFILE_CODEC =
            StateCodec.first(EventFieldCodec::writeProfile, EventFieldCodec::readProfile);
    private static final int USUAL_BYTES = 4096;
    private static final int MAX_SECTIONS = 1024;

    private final EntityType entityType;
    private final List<FeatureGroup<?>> groups;

    /** A buffer for the state, which is written in one piece. */
    private transient @Nullable DataOutputSerializer buffer;

    public KeyStateSerializer(EntityType entityType) {
        this(entityType, Layers.featureGroups(entityType));
    }

    KeyStateSerializer(EntityType entityType, List<FeatureGroup<?>> groups) {
        this.entityType = entityType;
        this.groups = groups;
        Set<Integer> ids = new HashSet<>(Set.of(PROFILE, SEEN_TRANSACTIONS, SCHEDULED_EFFECTS));
        for (FeatureGroup<?> featureGroup : groups) {
            if (!ids.add(featureGroup.id())) {
                throw new IllegalArgumentException(
                        "the feature state " + featureGroup.name() + " has the id of another one: rename it");
            }
        }
    }

    public KeyState blank() {
        return new KeyState(groups);
    }

    /** Each thread needs its own serializer, because it has a buffer. */
    @Override
    public TypeSerializer<KeyState> duplicate() {
        return new KeyStateSerializer(entityType, groups);
    }

    @Override
    public void serialize(KeyState memory, DataOutputView out) throws IOException {
        DataOutputSerializer bytes = buffer == null ? new DataOutputSerializer(USUAL_BYTES) : buffer;
        buffer = bytes;
        bytes.clear();
        write(memory, bytes);
        memory.setSerializedSize(bytes.length());
        out.write(bytes.getSharedBuffer(), 0, bytes.length());
    }

    private static void write(KeyState memory, DataOutputSerializer out) throws IOException {
        out.writeByte(FORMAT);
        boolean mortal = memory.expiresAtMs() != KeyState.NEVER;
        out.writeBoolean(mortal);
        if (mortal) {
            Varint.writeSigned(memory.expiresAtMs() / Millis.DAY_MS, out);
            Varint.write((memory.expiresAtMs() - memory.timerMs()) / Millis.DAY_MS, out);
        }
        AccountProfile profile = memory.profile();
        SeenTransactionBloomFilter filter = memory.storedSeenTransactions();
        ScheduledLifecycleEffects scheduled = memory.scheduledEffects();
        Varint.write(
                memory.remembering()
                        + (profile == null ? 0 : 1)
                        + (filter == null ? 0 : 1)
                        + (scheduled.isEmpty() ? 0 : 1),
                out);
        if (profile != null) {
            StateSection.write(PROFILE, PROFILE_CODEC, profile, out);
        }
        if (filter != null) {
            StateSection.write(SEEN_TRANSACTIONS, SeenTransactionBloomFilter.CODEC, filter, out);
        }
        if (!scheduled.isEmpty()) {
            StateSection.write(SCHEDULED_EFFECTS, LifecycleFormat.SCHEDULED_EFFECTS, scheduled, out);
        }
        for (KeyState.Slot<?> slot : memory.slots()) {
            if (slot.hasState()) {
                slot.write(out);
            }
        }
    }

    @Override
    public KeyState deserialize(DataInputView in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("state has format " + format + ", but this program reads format " + FORMAT
                    + ": start the program version that wrote it");
        }
        KeyState memory = blank();
        if (in.readBoolean()) {
            memory.withExpiry(Varint.readSigned(in) * Millis.DAY_MS);
            memory.setTimer(memory.expiresAtMs() - Varint.read(in) * Millis.DAY_MS);
        }
        int sections = Varint.readCount(MAX_SECTIONS, in);
        for (int i = 0; i < sections; i++) {
            readSection(StateSection.next(in), memory);
        }
        return memory;
    }

    private static void readSection(StateSection stateSection, KeyState memory) throws IOException {
        if (stateSection.id() == PROFILE) {
            memory.updateProfile(stateSection.read(PROFILE_CODEC, "profile"));
            return;
        }
        if (stateSection.id() == SEEN_TRANSACTIONS) {
            memory.restore(stateSection.read(SeenTransactionBloomFilter.CODEC, "seen transactions"));
            return;
        }
        if (stateSection.id() == SCHEDULED_EFFECTS) {
            memory.restore(stateSection.read(LifecycleFormat.SCHEDULED_EFFECTS, "scheduled effects"));
            return;
        }
        for (KeyState.Slot<?> slot : memory.slots()) {
            if (slot.id() == stateSection.id()) {
                slot.read(stateSection);
                return;
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyStateSerializer that && entityType == that.entityType;
    }

    @Override
    public int hashCode() {
        return entityType.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<KeyState> snapshotConfiguration() {
        return new Snapshot(entityType);
    }

    /** The key type of the state. The bytes describe everything else, so any set of features can read them. */
    public static final class Snapshot implements TypeSerializerSnapshot<KeyState> {

        private EntityType entityType = EntityType.ACCOUNT;

        /** For Flink, which then calls {@link #readSnapshot}. */
        public Snapshot() {}

        private Snapshot(EntityType entityType) {
            this.entityType = entityType;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(entityType.name());
        }

        @Override
        public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            entityType = EntityType.valueOf(in.readUTF());
        }

        @Override
        public KeyStateSerializer restoreSerializer() {
            return new KeyStateSerializer(entityType);
        }

        @Override
        public TypeSerializerSchemaCompatibility<KeyState> resolveSchemaCompatibility(
                TypeSerializerSnapshot<KeyState> old) {
            return old instanceof Snapshot that && that.entityType == entityType
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
