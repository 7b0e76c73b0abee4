package io.nacre.feature;

/** Placeholder. */
final class CounterpartyLayer {
    private CounterpartyLayer() {}

    static Layer layer() {
        return Layer.of("counterparty", "to be written");
    }
}
