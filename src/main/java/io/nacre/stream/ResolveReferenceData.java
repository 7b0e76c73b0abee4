package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.FactsResolver;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Removes an IP address or device id that identifies nobody, and looks up the reference data of a transaction. Emits an
 * incoming payment for the payee's account as well.
 */
final class ResolveReferenceData extends RichFlatMapFunction<EnrichedEvent, EnrichedEvent> {

    private final IpDatabaseConfig files;
    private transient IpDatabases ips;
    private transient FactsResolver factsResolver;
    private transient Counter unreadable;
    private transient Counter noAddress;
    private transient Counter privateAddress;
    private transient Counter noDevice;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    ResolveReferenceData(IpDatabaseConfig files) {
        this.files = files;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        ips = IpDatabases.open(files);
        factsResolver = new FactsResolver(ips);
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        stageTimer = new StageTimer(nacre);
        unreadable = JobMetric.IPS_INVALID.counter(nacre);
        noAddress = JobMetric.IPS_PLACEHOLDER.counter(nacre);
        privateAddress = JobMetric.IPS_PRIVATE.counter(nacre);
        noDevice = JobMetric.DEVICES_PLACEHOLDER.counter(nacre);
    }

    @Override
    public void flatMap(EnrichedEvent event, Collector<EnrichedEvent> out) {
        stageTimer.start();
        TransactionEvent enrichedEvent = (TransactionEvent) event;
        Transaction sent = enrichedEvent.transaction();
        Transaction transaction = factsResolver.identify(sent);
        count(sent, transaction);
        Facts facts = factsResolver.resolve(transaction);
        out.collect(
                isSame(sent, transaction)
                        ? enrichedEvent.with(facts)
                        : EnrichedEvent.of(transaction, facts, enrichedEvent.origin()));
        EnrichedEvent word = enrichedEvent.incomingPayment();
        if (word != null) {
            out.collect(word);
        }
        stageTimer.stop();
    }

    private static boolean isSame(Transaction sent, Transaction identified) {
        return Objects.equals(sent.ip(), identified.ip()) && Objects.equals(sent.deviceId(), identified.deviceId());
    }

    private void count(Transaction sent, Transaction identified) {
        String ip = sent.ip();
        if (sent.attributes().containsKey(Transaction.UNREADABLE_IP)) {
            unreadable.inc();
        }
        if (ip != null && IpAddresses.kindOf(ip) == IpAddresses.Kind.PRIVATE) {
            privateAddress.inc();
        } else if (ip != null && identified.ip() == null) {
            noAddress.inc();
        }
        if (sent.deviceId() != null && identified.deviceId() == null) {
            noDevice.inc();
        }
    }

    @Override
    public void close() throws Exception {
        if (ips != null) {
            ips.close();
        }
    }
}
