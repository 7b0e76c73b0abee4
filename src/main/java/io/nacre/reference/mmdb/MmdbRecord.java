package io.nacre.reference.mmdb;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a database in any layout: MaxMind's (a country is a map, flags are booleans) or the flat one of IPinfo
 * and others (a country is a code, "AS64500" a number, flags are texts). It is public only because MaxMind's reader
 * creates it; null means that the entry has no value.
 *
 * @param countryCode where the address is used, or else registered
 * @param hidden a VPN, a proxy (public or residential), a relay, or another anonymiser
 */
public record MmdbRecord(
        @Nullable String countryCode,
        @Nullable Long asn,
        @Nullable Boolean hosting,
        @Nullable Boolean hidden,
        @Nullable Boolean tor) {

    public static final MmdbRecord EMPTY = new MmdbRecord(null, null, null, null, null);

    private static final int COUNTRY_LETTERS = 2;

    /** From the fields of both layouts, with any type. */
    @MaxMindDbConstructor
    public MmdbRecord(
            @MaxMindDbParameter(name = "country") @Nullable Object country,
            @MaxMindDbParameter(name = "country_code") @Nullable Object countryCode,
            @MaxMindDbParameter(name = "registered_country") @Nullable Object registeredCountry,
            @MaxMindDbParameter(name = "traits") @Nullable Object traits,
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Object asNumber,
            @MaxMindDbParameter(name = "asn") @Nullable Object asn,
            @MaxMindDbParameter(name = "is_hosting_provider") @Nullable Object hostingProvider,
            @MaxMindDbParameter(name = "is_hosting") @Nullable Object isHosting,
            @MaxMindDbParameter(name = "hosting") @Nullable Object hosting,
            @MaxMindDbParameter(name = "is_anonymous_vpn") @Nullable Object anonymousVpn,
            @MaxMindDbParameter(name = "is_vpn") @Nullable Object isVpn,
            @MaxMindDbParameter(name = "vpn") @Nullable Object vpn,
            @MaxMindDbParameter(name = "is_public_proxy") @Nullable Object publicProxy,
            @MaxMindDbParameter(name = "is_residential_proxy") @Nullable Object residentialProxy,
            @MaxMindDbParameter(name = "is_proxy") @Nullable Object isProxy,
            @MaxMindDbParameter(name = "proxy") @Nullable Object proxy,
            @MaxMindDbParameter(name = "is_relay") @Nullable Object isRelay,
            @MaxMindDbParameter(name = "relay") @Nullable Object relay,
            @MaxMindDbParameter(name = "is_tor_exit_node") @Nullable Object torExitNode,
            @MaxMindDbParameter(name = "is_tor") @Nullable Object isTor,
            @MaxMindDbParameter(name = "tor") @Nullable Object tor,
            @MaxMindDbParameter(name = "is_anonymous") @Nullable Object anonymous) {
        this(
                first(code(country), code(countryCode), code(registeredCountry)),
                first(number(asNumber), number(asn), number(inside(traits, "autonomous_system_number"))),
                flag(hostingProvider, isHosting, hosting),
                flag(anonymousVpn, isVpn, vpn, publicProxy, residentialProxy, isProxy, proxy, isRelay, relay),
                flag(torExitNode, isTor, tor),
                flag(anonymous));
    }

    /** An entry with only the flag "anonymous" counts as hidden. */
    private MmdbRecord(
            @Nullable String countryCode,
            @Nullable Long asn,
            @Nullable Boolean hosting,
            @Nullable Boolean hidden,
            @Nullable Boolean tor,
            @Nullable Boolean anonymous) {
        this(countryCode, asn, hosting, (isTrue(hosting) || isTrue(tor)) ? hidden : flag(hidden, anonymous), tor);
    }

    /** The entry as a map, for writing. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        if (countryCode != null) {
            facts.put("country", Map.of("iso_code", countryCode));
        }
        put(facts, "autonomous_system_number", asn);
        put(facts, "is_hosting_provider", hosting);
        put(facts, "is_anonymous_vpn", hidden);
        put(facts, "is_tor_exit_node", tor);
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    /** "DE", or the code in a map; a country's name is not a code. */
    private static @Nullable String code(@Nullable Object country) {
        Object code = country instanceof Map ? inside(country, "iso_code") : country;
        return code instanceof String text && text.length() == COUNTRY_LETTERS ? text : null;
    }

    /** 64500, or "AS64500". */
    private static @Nullable Long number(@Nullable Object number) {
        if (number instanceof String text && text.matches("AS\\d{1,10}")) {
            return Long.valueOf(text.substring(2));
        }
        return number instanceof Number value ? value.longValue() : null;
    }

    private static @Nullable Object inside(@Nullable Object map, String name) {
        return map instanceof Map<?, ?> fields ? fields.get(name) : null;
    }

    /** True if one of the flags is set; null if there is none. IPinfo writes false as an empty text. */
    private static @Nullable Boolean flag(@Nullable Object... fields) {
        Boolean flag = null;
        for (Object field : fields) {
            if (field != null) {
                flag = isTrue(flag) || Boolean.TRUE.equals(field) || "true".equals(field);
            }
        }
        return flag;
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
