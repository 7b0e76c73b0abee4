package io.nacre.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrenciesTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 2", "JPY, 0", "KWD, 3", "CLF, 4", "UYW, 4", "UYI, 0", "XAD, 2", "SLE, 2", "VED, 2", "XCG, 2", "ZWG, 2"
    })
    void returnsTheDecimalsOfEachCurrency(String code, int digits) {
        assertThat(Currencies.isKnown(code)).isTrue();
        assertThat(Currencies.minorDigits(code)).isEqualTo(digits);
        assertThat(new Money(Math.round(Math.pow(10, digits)), code).major()).isEqualTo(1);
    }
}
