package io.nacre.feature;

/** Who receives: whether the account ever paid there, and who else pays in; and what the account received itself. */
final class CounterpartyLayer {

    private CounterpartyLayer() {}

    static Layer layer() {
        return Layer.of(
                "counterparty",
                "the receiver: whether the account ever paid there, who else pays in, what the account itself got",
                new AccountPayeesMemory(),
                new SharedEntityMemory(EntityType.COUNTERPARTY));
    }
}
