package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Nothing;
import java.util.List;

/** Features that need no memory: what is seen at a glance. */
record Glance(List<Feature<Nothing>> features) implements Memory<Nothing> {

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Nothing> codec() {
        return Nothing.CODEC;
    }

    @Override
    public Nothing initial() {
        return Nothing.NOTHING;
    }

    @Override
    public Nothing fold(Nothing before, Transaction transaction, Facts facts) {
        return before;
    }
}
