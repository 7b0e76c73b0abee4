package io.nacre.decision.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityListsTest {

    private static final RelatedEntities PARTIES =
            new RelatedEntities("tok", "dev", "192.0.2.77", "NL", "mer", "FR", "payee");

    private final EntityLists entityLists = new EntityLists();

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT, acct, true",
        "ACCOUNT, payee, false",
        "CARD, tok, true",
        "CARD, dev, false",
        "DEVICE, dev, true",
        "IP, 192.0.2.77, true",
        "IP, 192.0.2.78, false",
        "IP, 192.0.2.0/24, true",
        "IP, 192.0.2.200/25, false",
        "IP, 0.0.0.0/0, true",
        "IP, 2001:db8::/32, false",
        "MERCHANT, mer, true",
        "COUNTRY, NL, true",
        "COUNTRY, FR, true",
        "COUNTRY, DE, false"
    })
    void namesWhatAPaymentShows(Subject subject, String value, boolean hit) {
        entityLists.put(entry(ListType.BLOCK, subject, value, Change.ADD, 1, null));

        assertThat(of(5).block() != null).isEqualTo(hit);
    }

    @Test
    void matchesBlocksOfBothAddressFamilies() {
        entityLists.put(entry(ListType.WATCH, Subject.IP, "2001:db8::/32", Change.ADD, 1, null));
        RelatedEntities six = new RelatedEntities(null, null, "2001:db8:9::1", null, null, null, null);

        assertThat(entityLists.of("a", six, 0).watch()).isNotNull();
        assertThat(entityLists.of("a", RelatedEntities.NONE, 0)).isEqualTo(ListMatches.NONE);
    }

    @Test
    void everyListHasItsSay() {
        entityLists.put(entry(ListType.ALLOW, Subject.CARD, "tok", Change.ADD, 1, null));
        entityLists.put(entry(ListType.WATCH, Subject.IP, "192.0.2.77", Change.ADD, 1, null));
        entityLists.put(entry(ListType.BLOCK, Subject.COUNTRY, "FR", Change.ADD, 1, null));

        assertThat(of(0))
                .isEqualTo(new ListMatches(
                        entry(ListType.BLOCK, Subject.COUNTRY, "FR", Change.ADD, 1, null),
                        entry(ListType.ALLOW, Subject.CARD, "tok", Change.ADD, 1, null),
                        entry(ListType.WATCH, Subject.IP, "192.0.2.77", Change.ADD, 1, null)));
    }

    @Test
    void aLaterVersionOverridesInAnyOrderOfArrival() {
        assertThat(entityLists.put(entry(ListType.BLOCK, Subject.CARD, "tok", Change.REMOVE, 2, null)))
                .isTrue();
        assertThat(entityLists.put(entry(ListType.BLOCK, Subject.CARD, "tok", Change.ADD, 1, null)))
                .isFalse();
        assertThat(entityLists.put(entry(ListType.BLOCK, Subject.CARD, "tok", Change.ADD, 2, null)))
                .isFalse();
        assertThat(of(0)).isEqualTo(ListMatches.NONE);

        assertThat(entityLists.put(entry(ListType.BLOCK, Subject.CARD, "tok", Change.ADD, 3, 50L)))
                .isTrue();
        assertThat(of(49).block()).isNotNull();
        assertThat(of(50).block()).isNull();
        assertThat(entityLists.all()).hasSize(1);
    }

    @Test
    void aRemovalOutlivesWhatItRemovedHoweverLateThatIsSentAgain() {
        entityLists.put(entry(ListType.ALLOW, Subject.CARD, "tok", Change.ADD, 1, null));
        entityLists.put(entry(ListType.ALLOW, Subject.CARD, "tok", Change.REMOVE, 2, null));
        entityLists.erase(Long.MAX_VALUE);

        assertThat(entityLists.put(entry(ListType.ALLOW, Subject.CARD, "tok", Change.ADD, 1, null)))
                .isFalse();
        assertThat(of(0)).isEqualTo(ListMatches.NONE);
    }

    @Test
    void twoWaysToWriteABlockAreOneBlock() {
        entityLists.put(entry(ListType.BLOCK, Subject.IP, "192.0.2.9/24", Change.ADD, 1, null));
        entityLists.put(entry(ListType.BLOCK, Subject.IP, "192.0.2.0/24", Change.REMOVE, 2, null));

        assertThat(of(0)).isEqualTo(ListMatches.NONE);
    }

    @Test
    void rejectsInvalidIpAddressesAndCountries() {
        assertThatThrownBy(() -> entry(ListType.BLOCK, Subject.IP, "here", Change.ADD, 1, null))
                .hasMessage("'here' is not an IP address: use one, or a block such as 10.7.3.0/24");
        assertThatThrownBy(() -> entry(ListType.BLOCK, Subject.COUNTRY, "fr", Change.ADD, 1, null))
                .hasMessageContaining("two upper-case letters");
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTRY, UK, ISO 3166-1",
        "COUNTRY, ZZ, ISO 3166-1",
        "COUNTRY, gb, two upper-case letters",
        "IP, 127.0.0.1, is a reserved address",
        "IP, 192.0.2.0/24, is a reserved address",
        "IP, 64:ff9b::a07:301, embeds an IPv4 address",
        "IP, 2002:a07:300::/40, embeds an IPv4 address",
        "DEVICE, 00000000-0000-0000-0000-000000000000, is a placeholder"
    })
    void rejectsEntriesThatCanNeverMatch(Subject subject, String value, String why) {
        assertThat(ListEntry.validationError(Change.ADD, subject, value))
                .contains(why)
                .contains(": use ");
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTRY, GB",
        "COUNTRY, XK",
        "IP, 10.7.3.0/24",
        "IP, 2a00::/12",
        "IP, 0.0.0.0/0",
        "DEVICE, dev-1",
        "ACCOUNT, unknown"
    })
    void addsWhatCanMatch(Subject subject, String value) {
        assertThat(ListEntry.validationError(Change.ADD, subject, value)).isNull();
    }

    @Test
    void removesAnEntryOfOldThatCanNeverMatch() {
        assertThat(ListEntry.validationError(Change.REMOVE, Subject.COUNTRY, "UK"))
                .isNull();
        entityLists.put(entry(ListType.BLOCK, Subject.COUNTRY, "UK", Change.REMOVE, 2, null));

        assertThat(entityLists.all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, true",
        "10.0.0.0/15, true",
        "10.0.0.0/16, false",
        "10.7.3.1, false",
        "::/0, true",
        "::/96, true",
        "2a00::/31, true",
        "2a00::/32, false"
    })
    void detectsVeryLargeBlocks(String block, boolean broad) {
        assertThat(ListEntry.breadthError(Subject.IP, block) != null).isEqualTo(broad);
        assertThat(ListEntry.breadthError(Subject.ACCOUNT, block)).isNull();
    }

    private ListMatches of(long atMs) {
        return entityLists.of("acct", PARTIES, atMs);
    }

    private static ListEntry entry(
            ListType list, Subject subject, String value, Change change, long version, @Nullable Long untilMs) {
        return new ListEntry(list, subject, value, change, version, "ann", "seen", 0, untilMs);
    }
}
