package io.nacre.feature.layer;

import io.nacre.feature.EntityType;
import io.nacre.feature.Layer;

/**
 * The payee: whether the account paid it before, and which other accounts pay it. It also covers the payments that the
 * account received.
 */
final class CounterpartyLayer {

    private CounterpartyLayer() {}

    static Layer layer() {
        return Layer.of(
                "counterparty",
                "the payee: whether the account paid it before, who else pays it, what the account itself received",
                new AccountTransferMemory(),
                new SharedEntityMemory(EntityType.COUNTERPARTY));
    }
}
