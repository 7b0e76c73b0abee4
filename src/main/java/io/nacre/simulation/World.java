package io.nacre.simulation;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.mmdb.MmdbWriter;
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
 * A labelled simulation of accounts, merchants and fraudsters. The same options give the same world; more days continue
 * it. Memory contains the accounts, one day and the active campaigns, never the whole history.
 */
public final class World {

    private final WorldOptions options;
    private final Population people;
    private final LegitimateTraffic life;
    private final FraudCampaignScheduler fraudCampaignScheduler;
    private final LifecycleSimulator lifecycles;

    private World(WorldOptions options) {
        long seed = options.seed();
        long startMs = options.start().toEpochMilli();
        this.options = options;
        SimulatedMerchants simulatedMerchants = new SimulatedMerchants(seed, options.merchants());
        people = new Population(seed, startMs, options.accounts(), simulatedMerchants);
        life = new LegitimateTraffic(seed, startMs, simulatedMerchants, people);
        lifecycles = new LifecycleSimulator(seed);
        double fraudsPerDay = life.expected() * options.fraudRate() / (1 - options.fraudRate());
        fraudCampaignScheduler =
                new FraudCampaignScheduler(seed, fraudsPerDay, options.mix(), life, simulatedMerchants, people);
    }

    public static World of(WorldOptions options) {
        return new World(options);
    }

    public WorldOptions options() {
        return options;
    }

    /** Passes every transaction in event-time order. */
    public void forEach(Consumer<LabelledTransaction> reader) {
        TreeMap<Integer, List<TransactionDraft>> underWay = new TreeMap<>();
        ClosedAccounts closedAccounts = new ClosedAccounts();
        List<Customer> residents = new ArrayList<>(people.first());
        for (int day = 0; day < options.days(); day++) {
            int now = day;
            fraudCampaignScheduler.begin(now, transactionDraft -> {
                if (!closedAccounts.isGone(transactionDraft.holder(), now)) {
                    int on = life.dayOf(transactionDraft.atMs());
                    underWay.computeIfAbsent(on, later -> new ArrayList<>()).add(transactionDraft);
                    closedAccounts.observe(transactionDraft, on);
                }
            });
            List<TransactionDraft> today = new ArrayList<>();
            for (Customer customer : residents) {
                life.live(customer, day, today::add);
            }
            for (Customer customer : people.newcomers(day)) {
                life.signUp(customer, day, today::add);
                residents.add(customer);
            }
            today.removeIf(transactionDraft -> closedAccounts.isGone(transactionDraft.holder(), now));
            List<TransactionDraft> crimes = underWay.remove(day);
            if (crimes != null) {
                today.addAll(crimes);
            }
            today.sort(Comparator.comparingLong(TransactionDraft::atMs));
            for (int i = 0; i < today.size(); i++) {
                reader.accept(today.get(i).finish(lifecycles, day, i));
            }
        }
    }

    /** The profiles of all accounts, including those opened later; each profile has its opening time. */
    public List<AccountProfile> profiles() {
        Map<Integer, Customer> holders = new LinkedHashMap<>();
        Consumer<Customer> add = customer -> holders.putIfAbsent(customer.number(), customer);
        people.first().forEach(add);
        for (int day = 0; day < options.days(); day++) {
            people.newcomers(day).forEach(add);
            fraudCampaignScheduler.begin(day, transactionDraft -> add.accept(transactionDraft.holder()));
        }
        return holders.values().stream().map(Customer::profile).toList();
    }

    /** Writes the IP database of the world: countries, autonomous systems, hosting, VPN and Tor. */
    public void writeIpDatabase(Path file) throws IOException {
        MmdbWriter writer = new MmdbWriter(
                "Nacre-Simulation",
                "IP ranges of a simulated world; all of them private",
                options.start().getEpochSecond());
        IpAllocation.write(writer);
        writer.writeTo(file);
    }
}
