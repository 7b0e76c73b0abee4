package io.nacre.stream.state;

import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.AutoFreezeQuota;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.AlertResequencer;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.payment.Label;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.event.ScoringUpdateFormat;
import io.nacre.stream.wire.AccountControlFormats;
import io.nacre.stream.wire.IncidentFormats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The format of one type of value in long-lived state. State contains the name of the format, never a class name, so
 * classes may be renamed and moved. A changed format gets the next number, and its {@link Reader} reads all earlier
 * ones.
 */
public final class StateFormat<T> {

    public static final StateFormat<Label> LABEL =
            new StateFormat<>("label", 1, LabelFormat::write, (written, in) -> LabelFormat.read(in));
    public static final StateFormat<TransactionLifecycle> TRANSACTION_LIFECYCLE = new StateFormat<>(
            "transaction-lifecycle", 1, LifecycleFormat::write, (written, in) -> LifecycleFormat.read(in));
    static final StateFormat<AccountStatus> ACCOUNT_STATUS = new StateFormat<>(
            "account-status",
            1,
            AccountControlFormats::writeStatus,
            (written, in) -> AccountControlFormats.readStatus(in));
    static final StateFormat<ListEntry> LIST_ENTRY = new StateFormat<>(
            "list-entry", 1, AccountControlFormats::writeEntry, (written, in) -> AccountControlFormats.readEntry(in));
    public static final StateFormat<AutoFreezeQuota> AUTO_FREEZE_QUOTA = new StateFormat<>(
            "auto-freeze-quota",
            1,
            AccountControlFormats::writeQuota,
            (written, in) -> AccountControlFormats.readQuota(in));
    public static final StateFormat<SharedIncident> SHARED_INCIDENT = new StateFormat<>(
            "shared-incident", 1, IncidentFormats::writeShared, (written, in) -> IncidentFormats.readShared(in));
    public static final StateFormat<AlertResequencer> ALERT_RESEQUENCER = new StateFormat<>(
            "alert-resequencer",
            1,
            IncidentFormats::writeResequencer,
            (written, in) -> IncidentFormats.readResequencer(in));
    public static final StateFormat<ScoringUpdate> SCORING_UPDATE = new StateFormat<>(
            "scoring-update", 1, ScoringUpdateFormat::write, (written, in) -> ScoringUpdateFormat.read(in));

    private static final Map<String, StateFormat<?>> BY_NAME = Stream.of(
                    LABEL,
                    TRANSACTION_LIFECYCLE,
                    ACCOUNT_STATUS,
                    LIST_ENTRY,
                    AUTO_FREEZE_QUOTA,
                    SHARED_INCIDENT,
                    ALERT_RESEQUENCER,
                    SCORING_UPDATE)
            .collect(Collectors.toUnmodifiableMap(StateFormat::name, Function.identity()));

    /** Writes in the newest format. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads each format from 1 to the newest. */
    @FunctionalInterface
    interface Reader<T> {
        T read(int written, DataInput in) throws IOException;
    }

    private final String name;
    private final int current;
    private final Writer<T> writer;
    private final Reader<T> reader;

    private StateFormat(String name, int newest, Writer<T> writer, Reader<T> reader) {
        this.name = name;
        this.current = newest;
        this.writer = writer;
        this.reader = reader;
    }

    /** @throws IllegalArgumentException if this version has no such format */
    @SuppressWarnings("unchecked") // The name determines the type.
    static <T> StateFormat<T> named(String name) {
        StateFormat<?> found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("state has the format '" + name + "', which this program does"
                    + " not support: start the program version that wrote it");
        }
        return (StateFormat<T>) found;
    }

    static Stream<StateFormat<?>> all() {
        return BY_NAME.values().stream();
    }

    String name() {
        return name;
    }

    int current() {
        return current;
    }

    public StateFormatSerializer<T> serializer() {
        return new StateFormatSerializer<>(this);
    }

    void write(T value, DataOutput out) throws IOException {
        writer.write(value, out);
    }

    T read(int written, DataInput in) throws IOException {
        return reader.read(written, in);
    }
}
