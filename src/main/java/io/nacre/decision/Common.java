package io.nacre.decision;

import io.nacre.reference.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What suspicious payments of many accounts may have in common, with the number of accounts within an hour from which
 * on they are one incident. At a retailer many accounts meet anyway, so it takes more of them.
 */
public enum Common {
    DEVICE(5) {
        @Override
        @Nullable
        String of(Parties parties) {
            return parties.deviceId();
        }
    },
    IP(5) {
        @Override
        @Nullable
        String of(Parties parties) {
            return parties.ip() == null ? null : IpAddress.network(parties.ip());
        }
    },
    MERCHANT(20) {
        @Override
        @Nullable
        String of(Parties parties) {
            return parties.merchantId();
        }
    };

    private final int accounts;

    Common(int accounts) {
        this.accounts = accounts;
    }

    /** How many accounts within the hour make it one incident. */
    public int accounts() {
        return accounts;
    }

    abstract @Nullable String of(Parties parties);

    /** Names of all that a payment may have in common with those of other accounts, its payee as well. */
    public static List<String> names(Parties parties) {
        List<String> names = new ArrayList<>();
        for (Common common : values()) {
            String name = common.name(parties);
            if (name != null) {
                names.add(name);
            }
        }
        if (parties.counterpartyId() != null) {
            names.add("PAYEE " + parties.counterpartyId());
        }
        return names;
    }

    /** Its name for analysts, such as "IP 203.0.113.9"; null where the payment has none. */
    public @Nullable String name(Parties parties) {
        String value = of(parties);
        return value == null ? null : this + " " + value;
    }
}
