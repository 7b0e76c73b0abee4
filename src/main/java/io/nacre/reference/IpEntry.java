package io.nacre.reference;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one entry of a database may say, by MaxMind's names; public only because its reader fills it in. */
public record IpEntry(
        @Nullable Country country,
        @Nullable Country registeredCountry,
        @Nullable Long asn,
        @Nullable Boolean hosting,
        @Nullable Boolean vpn,
        @Nullable Boolean proxy,
        @Nullable Boolean tor) {

    static final IpEntry EMPTY = new IpEntry(null, null, null, null, null, null, null);

    @MaxMindDbConstructor
    public IpEntry(
            @MaxMindDbParameter(name = "country") @Nullable Country country,
            @MaxMindDbParameter(name = "registered_country") @Nullable Country registeredCountry,
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Long asn,
            @MaxMindDbParameter(name = "is_hosting_provider") @Nullable Boolean hosting,
            @MaxMindDbParameter(name = "is_anonymous_vpn") @Nullable Boolean vpn,
            @MaxMindDbParameter(name = "is_public_proxy") @Nullable Boolean proxy,
            @MaxMindDbParameter(name = "is_tor_exit_node") @Nullable Boolean tor) {
        this.country = country;
        this.registeredCountry = registeredCountry;
        this.asn = asn;
        this.hosting = hosting;
        this.vpn = vpn;
        this.proxy = proxy;
        this.tor = tor;
    }

    /** The country where the address is used, else the one it is registered in. */
    @Nullable
    String countryCode() {
        String used = country == null ? null : country.isoCode();
        return used != null || registeredCountry == null ? used : registeredCountry.isoCode();
    }

    /** The same as a map, to be written again. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        String code = countryCode();
        if (code != null) {
            facts.put("country", Map.of("iso_code", code));
        }
        put(facts, "autonomous_system_number", asn);
        put(facts, "is_hosting_provider", hosting);
        put(facts, "is_anonymous_vpn", vpn);
        put(facts, "is_public_proxy", proxy);
        put(facts, "is_tor_exit_node", tor);
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    /** A country of an entry; the names in many languages are skipped. */
    public record Country(@Nullable String isoCode) {
        @MaxMindDbConstructor
        public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String isoCode) {
            this.isoCode = isoCode;
        }
    }
}
