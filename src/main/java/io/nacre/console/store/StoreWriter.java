package io.nacre.console.store;

import io.nacre.codec.Contract;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.EventTimeLag;
import io.nacre.decision.Example;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/**
 * Writes records of topics to the store, many in one transaction with how far the topics have been read. So each record
 * counts once, also after a crash. Not thread-safe.
 */
public final class StoreWriter {

    private static final RecordJson<Decision> DECISIONS = new RecordJson<>(Contract.DECISION);

    private final ConsoleDatabase database;
    private final ExampleTable examples;
    private final EventTimeLag lag = new EventTimeLag();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Example> modelExamples = new ArrayList<>();
    private final List<ErasureRequest> erasures = new ArrayList<>();
    private final List<Received<?>> others = new ArrayList<>();
    private final Map<TopicPartition, Progress> progress = new HashMap<>();

    /** A value with the place where it was read. */
    private record Received<T>(RecordOrigin origin, T value) {}

    private record Progress(String topicId, long nextOffset) {}

    public StoreWriter(ConsoleDatabase database) {
        this(database, new ExampleTable(ExampleTable.MAX_ROWS));
    }

    StoreWriter(ConsoleDatabase database, ExampleTable examples) {
        this.database = database;
        this.examples = examples;
    }

    /** Adds the value of a record to the next commit. */
    public void add(RecordOrigin origin, Object value) {
        if (value instanceof Transaction transaction) {
            transactions.add(transaction);
        } else if (value instanceof Decision decision) {
            if (!decision.duplicate()) {
                decisions.add(decision);
            }
        } else if (value instanceof Example example) {
            modelExamples.add(example);
        } else if (value instanceof ErasureRequest request) {
            erasures.add(request);
        } else {
            others.add(new Received<>(origin, value));
        }
    }

    /** Notes that a record was read, whether or not it had a value. */
    public void advance(RecordOrigin origin, String topicId) {
        progress.put(
                new TopicPartition(origin.topic(), origin.partition()), new Progress(topicId, origin.offset() + 1));
    }

    /**
     * Writes what was added, in one transaction. If it fails, nothing is written, and the records must be read again.
     */
    public void commit() {
        if (progress.isEmpty()) {
            return;
        }
        try {
            database.write(this::write);
        } finally {
            transactions.clear();
            decisions.clear();
            modelExamples.clear();
            erasures.clear();
            others.clear();
            progress.clear();
        }
    }

    private void write(Handle handle, long revision) {
        PaymentTable.addTransactions(handle, transactions);
        PaymentTable.addDecisions(handle, decisions, DECISIONS::text);
        for (Received<?> received : others) {
            write(handle, received.origin(), received.value(), revision);
        }
        // The vectors of known frauds stay, so labels come before; nothing comes after an erasure.
        modelExamples.forEach(example -> LabelTable.add(handle, example.label()));
        examples.addDecisions(handle, decisions);
        examples.addVectors(handle, modelExamples);
        erasures.forEach(request -> StoreErasure.erase(handle, request, revision));
        examples.prune(handle);
        IncidentTable.addPayments(handle, transactions, revision);
        if (!decisions.isEmpty()) {
            decisions.forEach(lag::add);
            handle.createUpdate("UPDATE store_state SET number = :lag WHERE name = 'event_time_lag'")
                    .bind("lag", lag.lagMs())
                    .execute();
        }
        progress.forEach((partition, next) ->
                TopicProgress.set(handle, partition.topic(), next.topicId(), partition.partition(), next.nextOffset()));
    }

    private static void write(Handle handle, RecordOrigin origin, Object value, long revision) {
        if (value instanceof Alert alert) {
            IncidentTable.add(handle, alert, origin.timestampMs(), revision);
        } else if (value instanceof InvestigationRecord record) {
            InvestigationTables.add(handle, record, revision);
        } else if (value instanceof ListEntry entry) {
            ListEntryTable.add(handle, entry);
        } else if (value instanceof Verdict verdict) {
            IncidentTable.addVerdict(handle, verdict, origin.timestampMs(), revision);
            LabelTable.add(handle, verdict.label());
            addEvent(handle, origin, AccountEventTable.event(verdict), revision);
        } else if (value instanceof AccountAction action) {
            AccountEventTable.addAction(handle, action);
            addEvent(handle, origin, AccountEventTable.event(action), revision);
        } else if (value instanceof Chargeback chargeback) {
            LabelTable.add(handle, chargeback.label());
            addEvent(handle, origin, AccountEventTable.event(chargeback), revision);
        } else if (value instanceof LifecycleEvent step) {
            addEvent(handle, origin, AccountEventTable.event(step), revision);
        } else if (value instanceof StandIn standIn) {
            addEvent(handle, origin, AccountEventTable.event(standIn), revision);
        } else {
            throw new IllegalArgumentException("the store has no table for " + value.getClass());
        }
    }

    private static void addEvent(Handle handle, RecordOrigin origin, AccountEvent event, long revision) {
        AccountEventTable.add(handle, origin, event);
        IncidentTable.touchAccount(handle, event.accountId(), revision);
    }

    /**
     * Writes a record that this console has just put on its topic, so that its own pages show it at once. It comes
     * again from the topic, and then changes nothing.
     */
    public static void writeOwn(ConsoleDatabase database, RecordOrigin origin, Object value) {
        database.write((handle, revision) -> write(handle, origin, value, revision));
    }

    /** The current event time: the clock minus the lag of the latest decisions. */
    public static long eventTimeMs(Handle handle, long clockMs) {
        return clockMs
                - handle.createQuery("SELECT number FROM store_state WHERE name = 'event_time_lag'")
                        .mapTo(Long.class)
                        .one();
    }
}
