package io.nacre.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.AutoFreezeQuota;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.AlertResequencer;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.payment.Label;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.event.ScoringUpdate.BundleUpdate;
import io.nacre.stream.wire.StateEnumCodes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Every format of state reads what it wrote, after a restore as well. */
class StateFormatTest {

    @Test
    void readsWhatItWrote() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Samples samples = new Samples(seed);
            Label label = new Label(
                    "t" + seed,
                    "acct",
                    seed % 2 == 0,
                    seed - 100L,
                    seed % 3 == 0 ? Label.Source.VERDICT : Label.Source.CHARGEBACK,
                    seed % 5 == 0 ? "i" + seed : null);
            requireSame(StateFormat.LABEL, label);
            requireSame(
                    StateFormat.TRANSACTION_LIFECYCLE,
                    TransactionLifecycle.NONE.plus(samples.lifecycleEvent()).plus(samples.lifecycleEvent()));
            requireSame(StateFormat.ACCOUNT_STATUS, AccountStatus.ACTIVE.after(samples.action()));
            requireSame(StateFormat.LIST_ENTRY, samples.entry());
            requireSame(
                    StateFormat.AUTO_FREEZE_QUOTA,
                    new AutoFreezeQuota(seed - 100L, List.of("a", "b" + seed), List.of()));
            requireSame(
                    StateFormat.SHARED_INCIDENT,
                    new SharedIncident(
                            seed % 2 == 0 ? samples.alert() : null,
                            List.of(new SharedIncident.Member("a" + seed, "i" + seed, seed)),
                            List.of("settled")));
            requireSame(StateFormat.ALERT_RESEQUENCER, new AlertResequencer(samples.alert(), true, "shared"));
            requireSame(StateFormat.SCORING_UPDATE, ScoringUpdate.of(samples.rule()));
        }
        requireSame(StateFormat.ACCOUNT_STATUS, AccountStatus.ACTIVE);
        requireSame(StateFormat.AUTO_FREEZE_QUOTA, AutoFreezeQuota.NONE);
        requireSame(StateFormat.SHARED_INCIDENT, SharedIncident.NONE);
        requireSame(StateFormat.ALERT_RESEQUENCER, AlertResequencer.EMPTY);
    }

    @Test
    void keepsABundleWithItsBytes() throws IOException {
        byte[] zip = new byte[100_000];
        zip[77_777] = 1;
        BundleAnnouncement announcement = new Samples(1).bundle();

        ScoringUpdate read = restored(StateFormat.SCORING_UPDATE, ScoringUpdate.of(announcement, zip));

        assertThat(read).isInstanceOfSatisfying(BundleUpdate.class, bundle -> {
            assertThat(bundle.announcement()).isEqualTo(announcement);
            assertThat(bundle.zip()).isEqualTo(zip);
        });
    }

    @Test
    void everyEnumConstantHasANumber() {
        assertThat(StateEnumCodes.LABEL_SOURCES).containsExactlyInAnyOrder(Label.Source.values());
        assertThat(StateEnumCodes.ACTION_TYPES).containsExactlyInAnyOrder(AccountAction.Type.values());
        assertThat(StateEnumCodes.ACTION_SCOPES).containsExactlyInAnyOrder(AccountAction.Scope.values());
        assertThat(StateEnumCodes.ACTOR_TYPES).containsExactlyInAnyOrder(AccountAction.ActorType.values());
        assertThat(StateEnumCodes.LIST_TYPES).containsExactlyInAnyOrder(ListEntry.ListType.values());
        assertThat(StateEnumCodes.LIST_SUBJECTS).containsExactlyInAnyOrder(ListEntry.Subject.values());
        assertThat(StateEnumCodes.LIST_CHANGES).containsExactlyInAnyOrder(ListEntry.Change.values());
        assertThat(StateEnumCodes.BUNDLE_ROLES).containsExactlyInAnyOrder(BundleAnnouncement.Role.values());
        assertThat(StateEnumCodes.RULE_STAGES).containsExactlyInAnyOrder(RuleStage.values());
        assertThat(StateEnumCodes.ENFORCEMENTS).containsExactlyInAnyOrder(Rule.Enforcement.values());
    }

    @Test
    void isRestoredByItsName() throws IOException {
        List<String> names = new ArrayList<>();
        for (StateFormat<?> format : StateFormat.all().toList()) {
            names.add(format.name());
            TypeSerializer<?> serializer = format.serializer();
            assertThat(restore(serializer).restoreSerializer()).isEqualTo(serializer);
            assertThat(compatible(StateFormat.LABEL, format)).isEqualTo(format == StateFormat.LABEL);
        }
        assertThat(names).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    }

    @Test
    void aFormatOfALaterProgramIsRefused() {
        byte[] later = {2, 0, 0};

        assertThatThrownBy(() -> StateFormat.LABEL.serializer().deserialize(new DataInputDeserializer(later)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("state has format 2");
        assertThatThrownBy(() -> StateFormat.named("unheard-of"))
                .hasMessageContaining("'unheard-of'")
                .hasMessageContaining("start the program version that wrote it");
    }

    private static <T> void requireSame(StateFormat<T> format, T value) throws IOException {
        assertThat(restored(format, value)).isEqualTo(value);
    }

    private static <T> T restored(StateFormat<T> format, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        format.serializer().serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T read = restore(format.serializer()).restoreSerializer().deserialize(in);
        assertThat(in.available()).isZero();
        return read;
    }

    private static boolean compatible(StateFormat<?> one, StateFormat<?> other) {
        return snapshot(one).resolveSchemaCompatibility(snapshot(other)).isCompatibleAsIs();
    }

    @SuppressWarnings("unchecked") // Flink compares snapshots of whatever types.
    private static TypeSerializerSnapshot<Object> snapshot(StateFormat<?> format) {
        return (TypeSerializerSnapshot<Object>) format.serializer().snapshotConfiguration();
    }

    private static <T> TypeSerializerSnapshot<T> restore(TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), StateFormatTest.class.getClassLoader());
    }
}
