package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.GeoPoint;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {

    @Test
    void returnsTheLocationOfCountries() {
        GeoPoint berlin = Objects.requireNonNull(Countries.locationOf("DE"));

        assertThat(berlin.distanceKm(new GeoPoint(52.52, 13.40))).isLessThan(10);
        assertThat(Countries.isKnown("de")).isFalse();
        assertThat(Countries.isKnown("XX")).isFalse();
        assertThat(Countries.locationOf("XX")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "3012, TRAVEL, false",
        "3640, LODGING, false",
        "4121, TRANSPORT, false",
        "4814, UTILITY_TELECOM, true",
        "4829, MONEY_TRANSFER, true",
        "5411, GROCERY, false",
        "5541, FUEL, false",
        "5732, ELECTRONICS, true",
        "5816, DIGITAL_GOODS, true",
        "5944, RETAIL, true",
        "5912, HEALTH, false",
        "6011, CASH, false",
        "6051, QUASI_CASH, true",
        "7273, PROFESSIONAL_SERVICES, true",
        "7800, GAMBLING, true",
        "7832, ENTERTAINMENT, false",
        "7995, GAMBLING, true",
        "9311, GOVERNMENT, false",
        "0000, OTHER, false",
        "541, OTHER, false",
        "54a1, OTHER, false"
    })
    void groupsMerchantCategoryCodes(String mcc, MerchantCategory category, boolean risky) {
        assertThat(MerchantCategories.categoryOf(mcc)).isEqualTo(category);
        assertThat(MerchantCategories.isRisky(mcc)).isEqualTo(risky);
    }

    @Test
    void hasACodeForEveryCategory() {
        for (MerchantCategory category : MerchantCategory.values()) {
            assertThat(Arrays.stream(codes()).anyMatch(code -> MerchantCategories.categoryOf(code) == category))
                    .as(category.name())
                    .isTrue();
        }
    }

    private static String[] codes() {
        String[] codes = new String[10_000];
        Arrays.setAll(codes, "%04d"::formatted);
        return codes;
    }
}
