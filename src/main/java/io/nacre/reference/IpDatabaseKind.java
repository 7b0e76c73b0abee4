package io.nacre.reference;

import io.nacre.reference.mmdb.MmdbRecord;
import java.util.function.Predicate;

/** What a database of IP ranges is asked for. */
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

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final Predicate<MmdbRecord> answers;

    IpDatabaseKind(String option, String fields, Predicate<MmdbRecord> answers) {
        this.option = option;
        this.fields = fields;
        this.answers = answers;
    }

    /** The option that names the file. */
    String option() {
        return option;
    }

    /** The fields of which an entry must have one, in words. */
    String fields() {
        return fields;
    }

    boolean isAnsweredBy(MmdbRecord entry) {
        return answers.test(entry);
    }
}
