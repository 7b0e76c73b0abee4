package io.nacre.feature;

/** Who receives: whether the account ever paid there, and who else pays in; and what the account received itself. */
final class CounterpartyLayer {

    private CounterpartyLayer() {}

    static Layer layer() {
        return Layer.of(
                "counterparty",
                "the payee: whether the account paid it before, who else pays it, what the account itself received",
                new AccountPayeesMemory(),
                new SharedEntityMemory(EntityType.COUNTERPARTY));
    }
}
