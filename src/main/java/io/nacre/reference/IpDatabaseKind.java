package io.nacre.reference;

import io.nacre.reference.mmdb.MmdbRecord;
import java.util.function.Predicate;

/** The kinds of data of an IP database. */
enum IpDatabaseKind {
    COUNTRY(
            "--ip-country",
            "country.iso_code, registered_country.iso_code, country_code or a country of two letters",
            entry -> entry.countryCode() != null),
    NETWORK("--ip-asn", "autonomous_system_number or asn", entry -> entry.asn() != null),
    ANONYMITY(
            "--ip-anonymous",
            "is_anonymous, is_hosting_provider, is_tor_exit_node, vpn, proxy or a flag like them",
            entry -> entry.hosting() != null || entry.hidden() != null || entry.tor() != null);

    private final String option;
    private final String fields;

    @SuppressWarnings("ImmutableEnumChecker") // The method reference is stateless.
    private final Predicate<MmdbRecord> condition;

    IpDatabaseKind(String option, String fields, Predicate<MmdbRecord> condition) {
        this.option = option;
        this.fields = fields;
        this.condition = condition;
    }

    /** The option of the file. */
    String option() {
        return option;
    }

    /** The fields of this kind, as text; an entry needs one of them. */
    String fields() {
        return fields;
    }

    boolean matches(MmdbRecord entry) {
        return condition.test(entry);
    }
}
