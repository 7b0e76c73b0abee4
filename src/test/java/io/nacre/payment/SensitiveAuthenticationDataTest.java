package io.nacre.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveAuthenticationDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cvv",
                "CVV2",
                "cvc",
                "card_cvc",
                "cardCvv",
                "cc-cvv",
                "card.cvv2",
                "csc",
                "security_code",
                "cardSecurityCode",
                "card verification value",
                "pin",
                "PIN",
                "pin_block",
                "pinBlock",
                "encrypted_pin",
                "track1",
                "track_2",
                "Track2Data",
                "track2_equivalent_data",
                "magstripe"
            })
    void recognisesNamesInAnySpelling(String name) {
        assertThat(SensitiveAuthenticationData.isName(name)).isTrue();
        assertThat(SensitiveAuthenticationData.isIn(("{\"" + name + "\":\"123\"}").getBytes(UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "note",
                "entry",
                "pinned",
                "spin",
                "shipping",
                "tracking",
                "track",
                "opinion",
                "code",
                "device",
                "security"
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(SensitiveAuthenticationData.isName(name)).isFalse();
        assertThat(SensitiveAuthenticationData.isIn(("{\"" + name + "\":\"123\"}").getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";4111111111111111=25122010000012300000?",
                "%B4111111111111111^DOE/JANE^25122010000012300000?",
                "5555555555554444D2512201000001230",
                "****************=2512201"
            })
    void recognisesTracksByCardNumberAndFormat(String track) {
        assertThat(SensitiveAuthenticationData.isInText(track)).isTrue();
        assertThat(SensitiveAuthenticationData.isIn(track.getBytes(UTF_8))).isTrue();
    }

    @Test
    void hidesAllThatMayBeACodeOrABlock() {
        byte[] record = "{\"id\":\"t-1\",\"pin_block\":\"04A3F19BCD\",\"cvv\":\"123\"}".getBytes(UTF_8);

        String masked = new String(SensitiveAuthenticationData.masked(record), UTF_8);

        assertThat(masked).hasSameSizeAs(new String(record, UTF_8)).doesNotContain("123", "04A3", "BCD");
        assertThat(SensitiveAuthenticationData.masked("nothing of it 12".getBytes(UTF_8)))
                .isEqualTo("nothing of it 12".getBytes(UTF_8));
    }
}
