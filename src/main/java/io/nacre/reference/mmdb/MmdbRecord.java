package io.nacre.reference.mmdb;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of a database says, whichever layout it has: MaxMind's (a country is a map, flags are booleans) or the
 * flat one of IPinfo and others (a country is a code, "AS64500" a number, flags are texts). Public only because
 * MaxMind's reader fills it in; null means that the entry does not say.
 *
 * @param countryCode where the address is used, else where it is registered
 * @param hidden a VPN, a proxy (public or residential), a relay, or an anonymiser that is not named
 */
public record MmdbRecord(
        @Nullable String countryCode,
        @Nullable Long asn,
        @Nullable Boolean hosting,
        @Nullable Boolean hidden,
        @Nullable Boolean tor) {

    public static final MmdbRecord EMPTY = new MmdbRecord(null, null, null, null, null);

    private static final int COUNTRY_LETTERS = 2;

    /** From the fields of both layouts, each of whatever type the file gives it. */
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

    /** An entry that only says "anonymous" hides somebody, in a way of which it does not tell. */
    private MmdbRecord(
            @Nullable String countryCode,
            @Nullable Long asn,
            @Nullable Boolean hosting,
            @Nullable Boolean hidden,
            @Nullable Boolean tor,
            @Nullable Boolean anonymous) {
        this(countryCode, asn, hosting, (isTrue(hosting) || isTrue(tor)) ? hidden : flag(hidden, anonymous), tor);
    }

    /** The same as a map, to be written again. */
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

    /** "DE", or the same within a map; a country's name is none. */
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

    /** True where one of them is; null where none is there. An empty text is how IPinfo writes false. */
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
