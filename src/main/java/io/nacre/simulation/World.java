package io.nacre.simulation;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.MmdbWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A labelled world of accounts, merchants and fraudsters. The same options give the same world; more days continue it.
 * Holds one day and the crimes under way in memory, never the whole history.
 */
public final class World {

    private final WorldOptions options;
    private final Holder[] holders;
    private final DailyLife life;
    private final Underworld underworld;

    private World(WorldOptions options) {
        long seed = options.seed();
        long startMs = options.start().toEpochMilli();
        this.options = options;
        Shops shops = new Shops(seed, options.merchants());
        holders = new Holder[options.accounts()];
        Arrays.setAll(holders, number -> Holder.of(seed, startMs, number, options.accounts(), shops));
        life = new DailyLife(seed, startMs, shops, holders);
        double fraudsPerDay = life.expected() * options.fraudRate() / (1 - options.fraudRate());
        underworld = new Underworld(seed, startMs, fraudsPerDay, life, shops, holders);
    }

    public static World of(WorldOptions options) {
        return new World(options);
    }

    public WorldOptions options() {
        return options;
    }

    /** Hands over every transaction in order of event time. */
    public void forEach(Consumer<LabelledTransaction> reader) {
        TreeMap<Integer, List<Draft>> underWay = new TreeMap<>();
        for (int day = 0; day < options.days(); day++) {
            underworld.begin(
                    day,
                    draft -> underWay.computeIfAbsent(dayOf(draft), later -> new ArrayList<>())
                            .add(draft));
            List<Draft> today = new ArrayList<>();
            for (Holder holder : holders) {
                life.live(holder, day, today::add);
            }
            List<Draft> crimes = underWay.remove(day);
            if (crimes != null) {
                today.addAll(crimes);
            }
            today.sort(Comparator.comparingLong(Draft::atMs));
            for (int i = 0; i < today.size(); i++) {
                reader.accept(today.get(i).finish("tx-%04d-%06d".formatted(day, i)));
            }
        }
    }

    /** What the platform knows of every account from the beginning. */
    public List<AccountProfile> profiles() {
        return Arrays.stream(holders).map(Holder::profile).toList();
    }

    /** Writes the database of the world's IP ranges: countries, autonomous systems, hosting, VPN and Tor. */
    public void writeIpDatabase(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter(
                "Nacre-Simulation",
                "IP ranges of a simulated world; all of them private",
                options.start().getEpochSecond());
        AddressPlan.write(writer);
        writer.writeTo(file);
    }

    private int dayOf(Draft draft) {
        return (int) ((draft.atMs() - options.start().toEpochMilli()) / DailyLife.DAY_MS);
    }
}
