package io.nacre.simulation;

import io.nacre.reference.ip.IpRange;
import io.nacre.reference.mmdb.MmdbWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * The allocation of IP addresses. All are from private ranges, so that no real address appears in simulated fraud:
 * 10.m.0.0/16 and fd00:m::/32 for the m-th country.
 */
final class IpAllocation {

    private static final long FIRST_AS = 4_200_000_000L;

    private IpAllocation() {}

    /** The use of a part of a country's IP addresses. */
    enum Use {
        HOME(0, 128),
        MOBILE(128, 64),
        HOSTING(192, 32),
        VPN(224, 16),
        TOR(240, 16);

        private final int first;
        private final int count;

        /** @param first third number of the first address */
        Use(int first, int count) {
            this.first = first;
            this.count = count;
        }
    }

    static String address(Country country, Use use, SeededRandom seededRandom) {
        return "10." + country.number() + "." + (use.first + seededRandom.below(use.count)) + "."
                + (1 + seededRandom.below(254));
    }

    /** An IP address of a fraudster: a data centre, VPN, Tor exit or infected machine, often in the given country. */
    static String hidden(Country near, SeededRandom seededRandom) {
        Country country = seededRandom.chance(0.5) ? near : Country.any(seededRandom);
        Use use = switch (seededRandom.weighted(0.2, 0.2, 0.08, 0.4, 0.12)) {
            case 0 -> Use.HOSTING;
            case 1 -> Use.VPN;
            case 2 -> Use.TOR;
            case 3 -> Use.HOME;
            default -> Use.MOBILE;
        };
        return address(country, use, seededRandom);
    }

    /** A subnet with 254 addresses at a fraudster's disposal: of a data centre, a VPN or infected machines. */
    static String subnet(Country country, SeededRandom seededRandom) {
        Use use = switch (seededRandom.weighted(0.4, 0.3, 0.3)) {
            case 0 -> Use.HOSTING;
            case 1 -> Use.VPN;
            default -> Use.HOME;
        };
        return "10." + country.number() + "." + (use.first + seededRandom.below(use.count));
    }

    static String addressIn(String subnet, SeededRandom seededRandom) {
        return subnet + "." + (1 + seededRandom.below(254));
    }

    /** An IPv6 address of a household, which has a /64. */
    static String household(Country country, long household, SeededRandom seededRandom) {
        return "fd00:%x:%x:%x::%x"
                .formatted(
                        country.number() + 1,
                        1 + (household >>> 16 & 0xffff) % 0xfffe,
                        1 + (household & 0xffff) % 0xfffe,
                        1 + seededRandom.below(0xffff));
    }

    static void write(MmdbWriter writer) {
        for (Country country : Country.values()) {
            for (Use use : Use.values()) {
                String network = "10." + country.number() + ".";
                writer.put(
                        IpRange.between(network + use.first + ".0", network + (use.first + use.count - 1) + ".255"),
                        facts(country, use));
            }
            writer.put(IpRange.of("fd00:%x::/32".formatted(country.number() + 1)), facts(country, Use.HOME));
        }
    }

    private static Map<String, Object> facts(Country country, Use use) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("country", Map.of("iso_code", country.name()));
        facts.put("autonomous_system_number", FIRST_AS + 256L * country.number() + use.first);
        switch (use) {
            case HOME, MOBILE -> {} // Residential and mobile networks do not anonymise.
            case HOSTING -> facts.put("is_hosting_provider", true);
            case VPN -> facts.put("is_anonymous_vpn", true);
            case TOR -> facts.put("is_tor_exit_node", true);
        }
        return facts;
    }
}
