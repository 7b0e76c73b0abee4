package io.nacre.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.PrivateAddressPolicy;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forty accounts that share an address or a device which names nobody are no neighbours of each other. */
class PlaceholdersTest {

    private static final int ACCOUNTS = 40;
    private static final String ADDRESS = "ip.accounts_24h";
    private static final String DEVICE = "device.accounts_24h";

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "169.254.7.7", "192.0.2.9", "255.255.255.255", "::1", "fe80::1"})
    void aSpecialAddressIsUnknown(String ip) throws IOException {
        FeatureVector vector = last(PrivateAddressPolicy.KNOWN, i -> ip, i -> "dev-" + i);

        assertThat(accounts(vector, ADDRESS)).as("other accounts").isZero();
        assertThat(named(vector, "ip.new?")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "9774d56d682e549c", "unknown"})
    void aDevicePlaceholderIsUnknown(String device) throws IOException {
        FeatureVector vector = last(PrivateAddressPolicy.KNOWN, PlaceholdersTest::own, i -> device);

        assertThat(accounts(vector, DEVICE)).as("other accounts").isZero();
        assertThat(named(vector, "device.new?")).isZero();
        assertThat(named(vector, "ip.new?"))
                .as("its address is known all the same")
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"64:ff9b::515:%x", "2002:515:%x::1", "::ffff:5.21.0.%d"})
    void payersBehindNat64AreIdentifiedByTheirIpv4Address(String text) throws IOException {
        FeatureVector vector = last(PrivateAddressPolicy.KNOWN, i -> text.formatted(i), i -> "dev-" + i);

        assertThat(accounts(vector, ADDRESS)).as("other accounts").isZero();
    }

    @Test
    void anAddressThatOneCouldHaveIsShared() throws IOException {
        FeatureVector vector = last(PrivateAddressPolicy.KNOWN, i -> "5.21.0.1", i -> "dev-0");

        assertThat(accounts(vector, ADDRESS)).isEqualTo(ACCOUNTS - 1);
        assertThat(accounts(vector, DEVICE)).isEqualTo(ACCOUNTS - 1);
    }

    @Test
    void privateAddressesFollowThePolicy() throws IOException {
        FeatureVector known = last(PrivateAddressPolicy.KNOWN, i -> "10.0.0.5", i -> "dev-" + i);
        FeatureVector unknown = last(PrivateAddressPolicy.UNKNOWN, i -> "10.0.0.5", i -> "dev-" + i);

        assertThat(accounts(known, ADDRESS)).isEqualTo(ACCOUNTS - 1);
        assertThat(accounts(unknown, ADDRESS)).isZero();
        assertThat(named(unknown, "ip.new?")).isZero();
    }

    private static String own(int i) {
        return "5.21.0." + i;
    }

    private static FeatureVector last(
            PrivateAddressPolicy privateAddressPolicy, IntFunction<String> ips, IntFunction<String> devices)
            throws IOException {
        try (IpDatabases databases = IpDatabases.open(IpDatabaseConfig.NONE.with(privateAddressPolicy))) {
            Replay replay = new Replay(new FactsResolver(databases), List.of());
            FeatureVector vector = FeatureVector.blank();
            for (int i = 0; i < ACCOUNTS; i++) {
                @Nullable String ip = IpAddresses.canonical(ips.apply(i));
                Transaction payment = Payments.payment("t" + i, "acct-" + i, Payments.START_MS + i * 1000L)
                        .with(ip, devices.apply(i));
                vector = requireNonNull(replay.step(new LabelledTransaction(payment, null, null)));
            }
            return vector;
        }
    }

    private static long accounts(FeatureVector vector, String feature) {
        return Math.round(Math.expm1(named(vector, feature)));
    }

    private static float named(FeatureVector vector, String feature) {
        return vector.values()[Layers.featureNames().indexOf(feature)];
    }
}
