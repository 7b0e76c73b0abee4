package io.nacre.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.profile.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class KeyStateTest {

    private static final long T0 = Payments.START_MS;

    /** Every payment and label passes one key, whoever made it, so that memories fill up and forget. */
    @ParameterizedTest
    @EnumSource(EntityType.class)
    void everyMemoryReadFromItsBytesGoesOnToTheSameBits(EntityType entityType) throws Exception {
        KeyStateSerializer serializer = new KeyStateSerializer(entityType);
        KeyState unpacked = serializer.blank();
        KeyState packed = serializer.blank();

        for (LabelledTransaction payment : Payments.labelled(3_000, 17)) {
            packed = read(serializer, write(serializer, packed));
            assertThat(step(packed, payment)).isEqualTo(step(unpacked, payment));
        }

        assertThat(write(serializer, packed)).isEqualTo(write(serializer, unpacked));
    }

    @Test
    void keepsProfileAndTimeOfForgetting() throws Exception {
        KeyStateSerializer serializer = new KeyStateSerializer(EntityType.ACCOUNT);
        AccountProfile full =
                new AccountProfile("a", 7, new GeoPoint(-1.5, 180), "NL", -8L, 0.1, Map.of("trust", 0.25));
        AccountProfile bare = new AccountProfile("ü", -7, null, null, null, null, Map.of());

        for (AccountProfile profile : List.of(full, bare)) {
            KeyState memory = serializer.blank();
            memory.updateProfile(profile);
            memory.withExpiry(20_000 * Millis.DAY_MS);
            memory.setTimer(19_990 * Millis.DAY_MS);
            KeyState read = read(serializer, write(serializer, memory));

            assertThat(read.profile()).isEqualTo(profile);
            assertThat(read.expiresAtMs()).isEqualTo(20_000 * Millis.DAY_MS);
            assertThat(read.timerMs()).isEqualTo(19_990 * Millis.DAY_MS);
        }
    }

    @Test
    void aBlankMemoryIsNeverForgotten() throws Exception {
        KeyStateSerializer serializer = new KeyStateSerializer(EntityType.IP);

        assertThat(read(serializer, write(serializer, serializer.blank())).expiresAtMs())
                .isEqualTo(KeyState.NEVER);
    }

    @Test
    void aSliceAddedLaterStartsFromNothing() throws Exception {
        List<FeatureGroup<?>> all = Layers.featureGroups(EntityType.ACCOUNT);
        List<FeatureGroup<?>> older = all.stream()
                .filter(featureGroup -> !featureGroup.name().equals("history-account"))
                .toList();
        byte[] bytes = write(older, after(older, 20));

        KeyState read = read(new KeyStateSerializer(EntityType.ACCOUNT), bytes);

        Map<String, Float> next = next(read);
        assertThat(next).containsEntry("history.payments", 0f).containsEntry("history.known_for_days?", 0f);
        assertThat(next).containsEntry("amount.count_90d", (float) Math.log1p(20));
    }

    @Test
    void aSliceRemovedLaterIsSteppedOverAndWrittenNoMore() throws Exception {
        List<FeatureGroup<?>> all = Layers.featureGroups(EntityType.ACCOUNT);
        List<FeatureGroup<?>> fewer = all.stream()
                .filter(featureGroup -> !featureGroup.name().equals("merchant-account"))
                .toList();
        byte[] bytes = write(all, after(all, 20));

        KeyStateSerializer newer = new KeyStateSerializer(EntityType.ACCOUNT, fewer);
        KeyState read = read(newer, bytes);

        assertThat(write(newer, read)).isEqualTo(write(fewer, after(fewer, 20)));
        assertThat(next(read)).containsEntry("history.payments", (float) Math.log1p(20));
    }

    @Test
    void aChangedCodecReadsWhatItsEarlierVersionWrote() throws Exception {
        DataOutputSerializer bytes = new DataOutputSerializer(64);
        StateSection.write(1, StateCodec.first((n, out) -> out.writeInt(n), DataInput::readInt), 42, bytes);

        StateSection stateSection = StateSection.next(new DataInputDeserializer(bytes.getCopyOfBuffer()));

        assertThat(stateSection.read(new Widened(), "number")).isEqualTo(42L);
    }

    @Test
    void refusesAMemoryOfANewerProgram() throws Exception {
        DataOutputSerializer bytes = new DataOutputSerializer(64);
        StateSection.write(1, new Widened(), 42L, bytes);
        StateSection stateSection = StateSection.next(new DataInputDeserializer(bytes.getCopyOfBuffer()));

        assertThatThrownBy(() -> stateSection.read(StateCodec.first((n, out) -> {}, DataInput::readLong), "number"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("number")
                .hasMessageContaining("version 2")
                .hasMessageContaining("start the newer program");
    }

    @Test
    void refusesACodecThatLeavesBytesBehind() throws Exception {
        DataOutputSerializer bytes = new DataOutputSerializer(64);
        StateSection.write(1, StateCodec.first((n, out) -> out.writeLong(n), DataInput::readLong), 42L, bytes);
        StateSection stateSection = StateSection.next(new DataInputDeserializer(bytes.getCopyOfBuffer()));

        assertThatThrownBy(() -> stateSection.read(StateCodec.first((n, out) -> {}, DataInput::readInt), "number"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4 unread bytes");
    }

    @Test
    void aCopySharesNothing() throws Exception {
        KeyStateSerializer serializer = new KeyStateSerializer(EntityType.ACCOUNT);
        KeyState memory = after(Layers.featureGroups(EntityType.ACCOUNT), 20);
        byte[] before = write(serializer, memory);

        KeyState copy = serializer.copy(memory);
        for (LabelledTransaction payment : Payments.labelled(20, 5)) {
            step(memory, payment);
        }

        assertThat(write(serializer, copy)).isEqualTo(before);
        assertThat(write(serializer, memory)).isNotEqualTo(before);
    }

    @Test
    void keepsNothingForSlicesThatRememberNothing() {
        assertThat(Layers.featureGroups(EntityType.ACCOUNT))
                .filteredOn(featureGroup -> !featureGroup.hasState())
                .extracting(FeatureGroup::name)
                .containsExactly("credit-account", "social-account", "time-account");
    }

    @Test
    void stateOfAnotherCatalogueIsReadAsItIsAndOfAnotherKeyNotAtAll() throws Exception {
        DataOutputSerializer written = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(
                written, new KeyStateSerializer(EntityType.IP, List.of()).snapshotConfiguration());

        TypeSerializerSnapshot<KeyState> old = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(written.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(old.restoreSerializer()).isEqualTo(new KeyStateSerializer(EntityType.IP));
        assertThat(new KeyStateSerializer(EntityType.IP)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(new KeyStateSerializer(EntityType.DEVICE)
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(old)
                        .isIncompatible())
                .isTrue();
    }

    /** Version 1 held an int. */
    private static final class Widened implements StateCodec<Long> {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(Long memory, DataOutput out) throws IOException {
            out.writeLong(memory);
        }

        @Override
        public Long read(int version, DataInput in) throws IOException {
            return version == 1 ? in.readInt() : in.readLong();
        }
    }

    public static byte[] write(KeyStateSerializer serializer, KeyState memory) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(memory, out);
        return out.getCopyOfBuffer();
    }

    private static byte[] write(List<FeatureGroup<?>> groups, KeyState memory) throws IOException {
        return write(new KeyStateSerializer(EntityType.ACCOUNT, groups), memory);
    }

    private static KeyState read(KeyStateSerializer serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }

    private static KeyState after(List<FeatureGroup<?>> groups, int payments) {
        KeyState memory = new KeyState(groups);
        for (int i = 0; i < payments; i++) {
            Transaction payment = Payments.payment("tx-" + i, "acct", T0 + i * Millis.HOUR_MS);
            memory.step(payment, Facts.UNKNOWN, FeatureVector.blank());
        }
        return memory;
    }

    private static FeatureVector step(KeyState memory, LabelledTransaction payment) {
        FeatureVector vector = FeatureVector.blank();
        memory.step(payment.transaction(), Facts.UNKNOWN, vector);
        if (payment.label() != null) {
            memory.applyLabel(
                    payment.label(), EntityKeys.of(payment.transaction()).with(vector));
        }
        return vector;
    }

    private static Map<String, Float> next(KeyState memory) {
        FeatureVector vector = FeatureVector.blank();
        memory.step(Payments.payment("next", "acct", T0 + 20 * Millis.HOUR_MS), Facts.UNKNOWN, vector);
        Map<String, Float> named = new HashMap<>();
        for (int i = 0; i < vector.values().length; i++) {
            named.put(Layers.featureNames().get(i), vector.values()[i]);
        }
        return named;
    }
}
