package io.nacre.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.ip.PrivateAddressPolicy;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What names nobody is dropped before any memory is asked by it. */
class ResolveReferenceDataTest {

    private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

    @Test
    void removesPlaceholderIpAddressesAndDevices() throws Exception {
        TransactionEvent resolved = resolve(IpDatabaseConfig.NONE, "127.0.0.1", ZEROS);

        assertThat(resolved.transaction().ip()).isNull();
        assertThat(resolved.transaction().deviceId()).isNull();
        assertThat(resolved.keys().network()).isNull();
        assertThat(resolved.keys().deviceId()).isNull();
        assertThat(resolved.keys().merchantId()).isEqualTo("mer-1");
    }

    @Test
    void keepsTheOtherOne() throws Exception {
        EnrichedEvent device = resolve(IpDatabaseConfig.NONE, "127.0.0.1", "dev-1");
        EnrichedEvent address = resolve(IpDatabaseConfig.NONE, "5.21.0.1", ZEROS);

        assertThat(device.keys().deviceId()).isEqualTo("dev-1");
        assertThat(device.keys().network()).isNull();
        assertThat(address.keys().deviceId()).isNull();
        assertThat(address.keys().network()).isEqualTo("5.21.0.1");
    }

    @Test
    void removesPrivateIpAddressesOnlyIfConfigured() throws Exception {
        IpDatabaseConfig unknown = IpDatabaseConfig.NONE.with(PrivateAddressPolicy.UNKNOWN);

        assertThat(resolve(IpDatabaseConfig.NONE, "10.0.0.5", "dev-1").keys().network())
                .isEqualTo("10.0.0.5");
        assertThat(resolve(unknown, "10.0.0.5", "dev-1").keys().network()).isNull();
    }

    private static TransactionEvent resolve(IpDatabaseConfig files, @Nullable String ip, @Nullable String device)
            throws Exception {
        Transaction sent = Payments.payment("t", "acct", Payments.START_MS).with(ip, device);
        try (var harness = new OneInputStreamOperatorTestHarness<EnrichedEvent, EnrichedEvent>(
                new StreamFlatMap<>(new ResolveReferenceData(files)))) {
            harness.open();
            harness.processElement(EnrichedEvent.of(sent, Facts.UNKNOWN, RecordOrigin.NONE), 0);
            return (TransactionEvent)
                    requireNonNull(harness.extractOutputValues().get(0));
        }
    }
}
