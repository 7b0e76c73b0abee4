package io.nacre.feature.layer;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.Memory;
import io.nacre.payment.Transaction;
import io.nacre.profile.NoFeatureState;
import io.nacre.profile.StateCodec;
import java.util.List;

/** Features that need no state. */
record StatelessFeatures(List<Feature<NoFeatureState>> features) implements Memory<NoFeatureState> {

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<NoFeatureState> codec() {
        return NoFeatureState.CODEC;
    }

    @Override
    public NoFeatureState initial() {
        return NoFeatureState.NOTHING;
    }

    @Override
    public NoFeatureState fold(NoFeatureState before, Transaction transaction, Facts facts) {
        return before;
    }
}
