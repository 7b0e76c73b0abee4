package io.nacre.decision.incident;

import io.nacre.decision.control.RelatedEntities;
import io.nacre.reference.ip.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What suspicious payments of many accounts may have in common, with the number of accounts within an hour from which
 * on they are one incident. At a merchant many accounts meet anyway, so it takes more of them.
 */
public enum SharedEntity {
    DEVICE(5) {
        @Override
        @Nullable
        String of(RelatedEntities relatedEntities) {
            return relatedEntities.deviceId();
        }
    },
    IP(5) {
        @Override
        @Nullable
        String of(RelatedEntities relatedEntities) {
            return relatedEntities.ip() == null ? null : IpAddress.network(relatedEntities.ip());
        }
    },
    MERCHANT(20) {
        @Override
        @Nullable
        String of(RelatedEntities relatedEntities) {
            return relatedEntities.merchantId();
        }
    };

    private final int accounts;

    SharedEntity(int accounts) {
        this.accounts = accounts;
    }

    /** How many accounts within the hour make it one incident. */
    public int accounts() {
        return accounts;
    }

    abstract @Nullable String of(RelatedEntities relatedEntities);

    /** Names of all that a payment may have in common with those of other accounts, its payee as well. */
    public static List<String> names(RelatedEntities relatedEntities) {
        List<String> names = new ArrayList<>();
        for (SharedEntity sharedEntity : values()) {
            String name = sharedEntity.name(relatedEntities);
            if (name != null) {
                names.add(name);
            }
        }
        if (relatedEntities.counterpartyId() != null) {
            names.add("PAYEE " + relatedEntities.counterpartyId());
        }
        return names;
    }

    /** Its name for analysts, such as "IP 203.0.113.9"; null where the payment has none. */
    public @Nullable String name(RelatedEntities relatedEntities) {
        String value = of(relatedEntities);
        return value == null ? null : this + " " + value;
    }
}
