package io.nacre.decision.incident;

import io.nacre.decision.control.RelatedEntities;
import io.nacre.reference.ip.IpAddresses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of entity that suspicious transactions of many accounts may share. Each has the number of accounts within
 * one hour that opens a shared incident. Merchants need more accounts, because many accounts pay there anyway.
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
            return relatedEntities.ip() == null ? null : IpAddresses.network(relatedEntities.ip());
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

    /** Number of accounts within one hour that opens a shared incident. */
    public int accounts() {
        return accounts;
    }

    abstract @Nullable String of(RelatedEntities relatedEntities);

    /** Names of all entities that the transaction may share with other accounts, including its payee. */
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

    /** The name for analysts, such as "IP 203.0.113.9"; null if the transaction has no such entity. */
    public @Nullable String name(RelatedEntities relatedEntities) {
        String value = of(relatedEntities);
        return value == null ? null : this + " " + value;
    }
}
