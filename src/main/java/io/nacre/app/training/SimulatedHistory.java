package io.nacre.app.training;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.simulation.World;
import io.nacre.training.history.History;
import java.util.List;
import java.util.function.Consumer;

/** A simulated world as a training history. */
public record SimulatedHistory(World world) implements History {

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) {
        world.forEach(reader);
    }

    @Override
    public List<AccountProfile> profiles() {
        return world.profiles();
    }
}
