package io.nacre.codec;

import io.nacre.codec.json.JsonRecordReader;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.codec.mapping.AccountActionMapping;
import io.nacre.codec.mapping.AccountProfileMapping;
import io.nacre.codec.mapping.AlertMapping;
import io.nacre.codec.mapping.AuditEntryMapping;
import io.nacre.codec.mapping.AvroMapping;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleMapping;
import io.nacre.codec.mapping.ChargebackMapping;
import io.nacre.codec.mapping.DeadLetterMapping;
import io.nacre.codec.mapping.DecisionMapping;
import io.nacre.codec.mapping.ErasureMapping;
import io.nacre.codec.mapping.ExampleMapping;
import io.nacre.codec.mapping.InvestigationRecordMapping;
import io.nacre.codec.mapping.LifecycleEventMapping;
import io.nacre.codec.mapping.ListEntryMapping;
import io.nacre.codec.mapping.RejectedTransactionMapping;
import io.nacre.codec.mapping.RuleMapping;
import io.nacre.codec.mapping.StandInMapping;
import io.nacre.codec.mapping.TransactionMapping;
import io.nacre.codec.mapping.VerdictMapping;
import io.nacre.codec.mapping.WebhookDeadLetterMapping;
import io.nacre.codec.protobuf.ProtobufRecordReader;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import io.nacre.rules.Rule;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The contract of one kind of record, regardless of its topic: its schema, its reader and its writer.
 *
 * @param <T> the decoded value
 */
public final class Contract<T> implements Serializable {

    /** Maximum size of a record to read, in bytes. A transaction with every field at its limit has about 50 KiB. */
    private static final int RECORD_BYTES = 64 * 1024;

    /** The limit for dead letters, because each contains another record. */
    private static final int LETTER_BYTES = 512 * 1024;

    public static final Contract<Transaction> TRANSACTION =
            new Contract<>("transaction", RECORD_BYTES, TransactionMapping::new);
    public static final Contract<AccountProfile> ACCOUNT_PROFILE =
            new Contract<>("account-profile", RECORD_BYTES, AccountProfileMapping::new);
    public static final Contract<Decision> DECISION = new Contract<>("decision", RECORD_BYTES, DecisionMapping::new);
    /** Rejections on the decisions topic, with the schema of decisions; not in {@link #all}. */
    public static final Contract<RejectedTransaction> REJECTED_TRANSACTION =
            new Contract<>("decision", RECORD_BYTES, RejectedTransactionMapping::new);

    public static final Contract<Alert> ALERT = new Contract<>("alert", RECORD_BYTES, AlertMapping::new);
    public static final Contract<Verdict> VERDICT = new Contract<>("verdict", RECORD_BYTES, VerdictMapping::new);
    public static final Contract<Chargeback> CHARGEBACK =
            new Contract<>("chargeback", RECORD_BYTES, ChargebackMapping::new);
    public static final Contract<LifecycleEvent> LIFECYCLE_EVENT =
            new Contract<>("lifecycle-event", RECORD_BYTES, LifecycleEventMapping::new);
    public static final Contract<AccountAction> ACCOUNT_ACTION =
            new Contract<>("account-action", RECORD_BYTES, AccountActionMapping::new);
    public static final Contract<ListEntry> LIST_ENTRY =
            new Contract<>("list-entry", RECORD_BYTES, ListEntryMapping::new);
    public static final Contract<ErasureRequest> ERASURE = new Contract<>("erasure", RECORD_BYTES, ErasureMapping::new);
    public static final Contract<BundleAnnouncement> BUNDLE =
            new Contract<>("bundle", RECORD_BYTES, BundleMapping::new);
    public static final Contract<Rule> RULE = new Contract<>("rule", RECORD_BYTES, RuleMapping::new);
    public static final Contract<Example> EXAMPLE = new Contract<>("example", RECORD_BYTES, ExampleMapping::new);
    public static final Contract<StandIn> STAND_IN = new Contract<>("stand-in", RECORD_BYTES, StandInMapping::new);
    public static final Contract<DeadLetter> DEAD_LETTER =
            new Contract<>("dead-letter", LETTER_BYTES, DeadLetterMapping::new);
    public static final Contract<WebhookDeadLetter> WEBHOOK_DEAD_LETTER =
            new Contract<>("webhook-dead-letter", RECORD_BYTES, WebhookDeadLetterMapping::new);
    public static final Contract<InvestigationRecord> INVESTIGATION_RECORD =
            new Contract<>("investigation-record", RECORD_BYTES, InvestigationRecordMapping::new);
    public static final Contract<AuditEntry> AUDIT_ENTRY =
            new Contract<>("audit-entry", RECORD_BYTES, AuditEntryMapping::new);

    private static final List<Contract<?>> ALL = List.of(
            TRANSACTION,
            ACCOUNT_PROFILE,
            DECISION,
            ALERT,
            VERDICT,
            CHARGEBACK,
            LIFECYCLE_EVENT,
            ACCOUNT_ACTION,
            LIST_ENTRY,
            ERASURE,
            BUNDLE,
            RULE,
            EXAMPLE,
            STAND_IN,
            DEAD_LETTER,
            WEBHOOK_DEAD_LETTER,
            INVESTIGATION_RECORD,
            AUDIT_ENTRY);

    private final String name;
    private final int maxBytes;
    private final Supplier<AvroMapping<T, ?>> mappings;
    private final AvroMapping<T, ?> avroMapping;
    private final Schema schema;

    private Contract(String name, int maxBytes, Supplier<AvroMapping<T, ?>> mappings) {
        this.name = name;
        this.maxBytes = maxBytes;
        this.mappings = mappings;
        this.avroMapping = mappings.get();
        this.schema = SpecificData.get().getSchema(avroMapping.type());
    }

    /** Every contract, one per topic. */
    public static List<Contract<?>> all() {
        return ALL;
    }

    /** The name of the schema file in {@code schemas/}, without the file extension. */
    public String name() {
        return name;
    }

    /** The schema that is written, and to which other writer schemas are resolved. */
    public Schema schema() {
        return schema;
    }

    /** A reader for one thread. */
    public ContractReader<T> reader(Framing framing) {
        return new ContractReader<>(this, new WriterSchemas(this, framing), avroMapping.readsInPlace());
    }

    /**
     * A writer for one thread.
     *
     * @param topic determines the subject of the schema in the registry
     */
    public ContractWriter<T> writer(Framing framing, String topic) {
        return new ContractWriter<>(this, framing, topic);
    }

    /** A reader of the JSON form for one thread. */
    public JsonRecordReader<T> jsonReader() {
        return new JsonRecordReader<>(newMapping(), maxBytes);
    }

    /** A reader of the Protobuf form for one thread. */
    ProtobufRecordReader<T> protobufReader() {
        return new ProtobufRecordReader<>(newMapping());
    }

    /** A writer of the JSON form for one thread. */
    public JsonRecordWriter<T> jsonWriter() {
        return new JsonRecordWriter<>(newMapping());
    }

    /** The fields of a decoded value in which a card number is masked. */
    public List<String> maskedFields(T value) {
        return avroMapping.maskedFields(value);
    }

    /** A mapping for one thread. */
    AvroMapping<T, ?> newMapping() {
        return mappings.get();
    }

    /** The generated class of the records. */
    Class<? extends SpecificRecord> recordType() {
        return avroMapping.type();
    }

    /** Maximum size of one record, in bytes. */
    public int maxBytes() {
        return maxBytes;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Serializes only the mapping class, because each JVM has one instance of each contract. */
    private Object writeReplace() {
        return new Mapped(avroMapping.getClass());
    }

    private record Mapped(Class<?> mapping) implements Serializable {
        private Object readResolve() {
            return Stream.concat(ALL.stream(), Stream.of(REJECTED_TRANSACTION))
                    .filter(contract -> contract.avroMapping.getClass() == mapping)
                    .findAny()
                    .orElseThrow(() -> new IllegalStateException("no contract has the mapping " + mapping));
        }
    }
}
