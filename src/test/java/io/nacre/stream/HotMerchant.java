package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.payment.Merchant;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * What a payment at another merchant costs the merchants' hop while half of all payments go to one: CPU time on
 * RocksDB, beside the same payments with nobody hot. {@code scripts/check-hot-merchant} runs it; its figures are no
 * test's.
 */
final class HotMerchant {

    private static final int PAYMENTS = 60_000;
    private static final int MERCHANTS = 2_000;
    private static final int PAIRS = 5;
    private static final int MAX_TIMES = 2;

    private HotMerchant() {}

    public static void main(String[] args) throws Exception {
        double[] ratios = new double[PAIRS];
        for (int pair = -1; pair < PAIRS; pair++) {
            double even = microsOfOtherKeys(false);
            double hot = microsOfOtherKeys(true);
            if (pair >= 0) {
                ratios[pair] = hot / even;
                System.out.printf(
                        Locale.ROOT,
                        "others: %.1f us with a hot merchant, %.1f without, %.2f times%n",
                        hot,
                        even,
                        hot / even);
            }
        }
        Arrays.sort(ratios);
        double median = ratios[PAIRS / 2];
        System.out.printf(Locale.ROOT, "median of %d pairs: %.2f times%n", PAIRS, median);
        if (median > MAX_TIMES) {
            System.exit(1);
        }
    }

    /** CPU time of every second payment: in both runs the same, at merchants that are not hot. */
    private static double microsOfOtherKeys(boolean hot) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        try (var hop = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new EnrichByKey(EntityType.MERCHANT)),
                (EnrichedEvent each) -> String.valueOf(each.keys().merchantId()),
                Types.STRING)) {
            hop.setStateBackend(new EmbeddedRocksDBStateBackend(true));
            hop.open();
            for (int i = 0; i < PAYMENTS; i++) {
                boolean other = i % 2 == 0;
                String merchant = !other && hot ? "hot" : "mer-" + i % MERCHANTS;
                var record = new StreamRecord<>(payment(i, merchant), Payments.START_MS + i * 1_000L);
                long before = threads.getCurrentThreadCpuTime();
                hop.processElement(record);
                nanos += other ? threads.getCurrentThreadCpuTime() - before : 0;
                hop.getOutput().clear();
            }
        }
        return nanos / 1_000.0 / (PAYMENTS / 2);
    }

    private static EnrichedEvent payment(int i, String merchant) {
        Transaction plain = Payments.varied(i, Payments.START_MS + i * 1_000L);
        Transaction payment = new Transaction(
                plain.id(),
                plain.eventTimeMs(),
                plain.accountId(),
                plain.cardToken(),
                plain.amount(),
                plain.channel(),
                plain.ip(),
                plain.deviceId(),
                new Merchant(merchant, "Shop", "5411", "NL", null),
                null,
                null,
                null,
                null,
                Map.of());
        return EnrichedEvent.of(payment, Facts.UNKNOWN, RecordOrigin.NONE);
    }
}
