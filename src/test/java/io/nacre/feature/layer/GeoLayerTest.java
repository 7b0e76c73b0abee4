package io.nacre.feature.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoLayerTest {

    private static final GeoPoint AMSTERDAM = new GeoPoint(52.37, 4.9);
    private static final String FROM_HOME_KNOWN = "geo.from_home_km?";

    @ParameterizedTest
    @CsvSource({"0, 0", "51, 9", "-25, 135", "-0.0, 0.0"})
    void aPlaceInWholeDegreesIsNotKnown(double latitude, double longitude) {
        GeoPoint placeholder = new GeoPoint(latitude, longitude);

        assertThat(fromHomeKnown(placeholder, AMSTERDAM)).isZero();
        assertThat(fromHomeKnown(AMSTERDAM, placeholder)).isZero();
        assertThat(fromHomeKnown(AMSTERDAM, AMSTERDAM)).isOne();
    }

    @Test
    void oneWholeDegreeMayBeMeasured() {
        assertThat(fromHomeKnown(new GeoPoint(0, 6.73), AMSTERDAM)).isOne();
    }

    @Test
    void aTillAtAPlaceholderIsTakenToBeWhereItsCountryIs() throws IOException {
        try (IpDatabases none = IpDatabases.open(IpDatabaseConfig.NONE)) {
            FactsResolver factsResolver = new FactsResolver(none);

            assertThat(factsResolver.resolve(at(new GeoPoint(0, 0), "NL")).merchantLocation())
                    .isEqualTo(factsResolver.resolve(at(null, "NL")).merchantLocation())
                    .isNotNull();
            assertThat(factsResolver.resolve(at(new GeoPoint(0, 0), null)).merchantLocation())
                    .isNull();
            assertThat(factsResolver.resolve(at(AMSTERDAM, "NL")).merchantLocation())
                    .isEqualTo(AMSTERDAM);
        }
    }

    private static float fromHomeKnown(GeoPoint payer, GeoPoint home) {
        AccountProfile profile = new AccountProfile("a", 0, home, null, null, null, Map.of());
        FeatureVector vector = FeatureVector.blank();
        Layers.featureGroups(EntityType.ACCOUNT)
                .forEach(
                        featureGroup -> featureGroup.absent(payment(null, payer), Facts.UNKNOWN.with(profile), vector));
        return vector.values()[Layers.featureNames().indexOf(FROM_HOME_KNOWN)];
    }

    private static Transaction at(@Nullable GeoPoint till, @Nullable String country) {
        return payment(new Merchant("m", null, null, country, till), null);
    }

    private static Transaction payment(@Nullable Merchant merchant, @Nullable GeoPoint payer) {
        return new Transaction(
                "t",
                Payments.START_MS,
                "a",
                null,
                new Money(1_000, "EUR"),
                Channel.CARD_NOT_PRESENT,
                null,
                null,
                merchant,
                payer,
                null,
                null,
                null,
                Map.of());
    }
}
