package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Enriched;
import io.nacre.feature.Resolver;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseFiles;
import io.nacre.reference.IpDatabases;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** Looks up the facts of a transaction, and sends word of it to the account that is paid. */
final class Resolve extends RichFlatMapFunction<Enriched, Enriched> {

    private final IpDatabaseFiles files;
    private transient IpDatabases ips;
    private transient Resolver resolver;
    private transient Counter unreadable;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Resolve(IpDatabaseFiles files) {
        this.files = files;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        ips = IpDatabases.open(files);
        resolver = new Resolver(ips);
        unreadable = getRuntimeContext().getMetricGroup().addGroup("nacre").counter("ip-unreadable");
    }

    @Override
    public void flatMap(Enriched enriched, Collector<Enriched> out) {
        Transaction transaction = requireNonNull(enriched.transaction());
        if (transaction.attributes().containsKey(Transaction.UNREADABLE_IP)) {
            unreadable.inc();
        }
        out.collect(enriched.with(resolver.resolve(transaction)));
        Enriched word = enriched.toPayee();
        if (word != null) {
            out.collect(word);
        }
    }

    @Override
    public void close() throws Exception {
        if (ips != null) {
            ips.close();
        }
    }
}
