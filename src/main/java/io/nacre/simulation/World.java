package io.nacre.simulation;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.MmdbWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A labelled world of accounts, merchants and fraudsters. The same options give the same world; more days continue it.
 * Holds the accounts, one day and the crimes under way in memory, never the whole history.
 */
public final class World {

    private final WorldOptions options;
    private final Population people;
    private final DailyLife life;
    private final Underworld underworld;

    private World(WorldOptions options) {
        long seed = options.seed();
        long startMs = options.start().toEpochMilli();
        this.options = options;
        Shops shops = new Shops(seed, options.merchants());
        people = new Population(seed, startMs, options.accounts(), shops);
        life = new DailyLife(seed, startMs, shops, people);
        double fraudsPerDay = life.expected() * options.fraudRate() / (1 - options.fraudRate());
        underworld = new Underworld(seed, fraudsPerDay, options.mix(), life, shops, people);
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
        Departures departures = new Departures();
        List<Holder> residents = new ArrayList<>(people.first());
        for (int day = 0; day < options.days(); day++) {
            int now = day;
            underworld.begin(now, draft -> {
                if (!departures.isGone(draft.holder(), now)) {
                    int on = life.dayOf(draft.atMs());
                    underWay.computeIfAbsent(on, later -> new ArrayList<>()).add(draft);
                    departures.see(draft, on);
                }
            });
            List<Draft> today = new ArrayList<>();
            for (Holder holder : residents) {
                life.live(holder, day, today::add);
            }
            for (Holder holder : people.newcomers(day)) {
                life.signUp(holder, day, today::add);
                residents.add(holder);
            }
            today.removeIf(draft -> departures.isGone(draft.holder(), now));
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

    /** What the platform knows of every account; of those opened later too, whose profiles say when that was. */
    public List<AccountProfile> profiles() {
        Map<Integer, Holder> holders = new LinkedHashMap<>();
        Consumer<Holder> add = holder -> holders.putIfAbsent(holder.number(), holder);
        people.first().forEach(add);
        for (int day = 0; day < options.days(); day++) {
            people.newcomers(day).forEach(add);
            underworld.begin(day, draft -> add.accept(draft.holder()));
        }
        return holders.values().stream().map(Holder::profile).toList();
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
}
