package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.profile.NoState;
import io.nacre.profile.StateCodec;
import java.util.List;

/** Features that need no memory: what is seen at a glance. */
record StatelessFeatures(List<Feature<NoState>> features) implements Memory<NoState> {

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<NoState> codec() {
        return NoState.CODEC;
    }

    @Override
    public NoState initial() {
        return NoState.NOTHING;
    }

    @Override
    public NoState fold(NoState before, Transaction transaction, Facts facts) {
        return before;
    }
}
