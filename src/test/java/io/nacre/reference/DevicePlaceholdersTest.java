package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicePlaceholdersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "{00000000-0000-0000-0000-000000000000}",
                "000000000000000",
                "00:00:00:00:00:00",
                "0",
                "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
                "ff:ff:ff:ff:ff:ff",
                "9774D56D682E549C",
                "02:00:00:00:00:00",
                "0f607264fc6318a92b9e13c65db7cd3c",
                "Unknown",
                "N/A",
                "(not set)",
                "null",
                "-",
                "-1"
            })
    void namesNoDevice(String id) {
        assertThat(DevicePlaceholders.contains(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000001",
                "dev-1",
                "1",
                "f",
                "fff",
                "02:00:00:00:00:01",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "unknown-7",
                "設備"
            })
    void namesADevice(String id) {
        assertThat(DevicePlaceholders.contains(id)).isFalse();
    }
}
