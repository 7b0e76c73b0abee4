package io.nacre.app.analyst;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountIdFinderTest {

    private final AccountIdFinder mention = new AccountIdFinder("C-1");

    @Test
    void findsTheIdOfAnAccountBetweenOtherWords() {
        assertThat(mention.isIn("C-1")).isTrue();
        assertThat(mention.isIn("paid to C-1.")).isTrue();
        assertThat(mention.isIn("account_id=C-1&limit=5")).isTrue();
        assertThat(mention.replaced("(C-1) paid C-1, then C-2")).isEqualTo("([erased]) paid [erased], then C-2");
    }

    @Test
    void aPartOfALongerIdIsNoMention() {
        assertThat(mention.isIn(null)).isFalse();
        for (String other : new String[] {"C-17", "AC-1", "C-1-2", "x_C-1", "-C-1", "C-1_a", "éC-1"}) {
            assertThat(mention.isIn(other)).as(other).isFalse();
            assertThat(mention.replaced(other)).isEqualTo(other);
        }
    }
}
