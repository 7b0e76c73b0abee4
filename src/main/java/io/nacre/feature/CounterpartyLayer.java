package io.nacre.feature;

/** Who receives: whether the account ever paid there, and who else pays in. */
final class CounterpartyLayer {

    private static final int PAYEES = 32;

    private CounterpartyLayer() {}

    static Layer layer() {
        return Layer.of(
                "counterparty",
                "the receiver: whether the account ever paid there, who else pays in",
                new SeenMemory(Key.COUNTERPARTY, PAYEES),
                new CrowdMemory(Key.COUNTERPARTY));
    }
}
