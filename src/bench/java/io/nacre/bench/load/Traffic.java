package io.nacre.bench.load;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.reference.Countries;
import io.nacre.training.history.History;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Generates millions of payments of accounts with home, devices, IP addresses and habits, and some frauds. Fraud is as
 * hard to detect as in reality, because legitimate payments have unusual values, too. The i-th payment is always the
 * same, and event time grows with i.
 *
 * <p>A simulated world has more kinds of fraud. This generator is faster, and has a configurable number of accounts and
 * distribution of payments.
 */
public final class Traffic implements History {

    /** Event time of the first payment: the first of January 2026. */
    public static final long START_MS = 1_767_225_600_000L;

    private static final double FRAUD_SHARE = 0.01;
    private static final double STRANGE_IN_FRAUD = 0.5;
    private static final double STRANGE_ELSEWHERE = 0.03;
    private static final int PAYMENTS_A_DAY = 2;
    private static final int ACCOUNTS_FOR_A_SHOP = 100;
    private static final String[] COUNTRIES = {"DE", "FR", "GB", "ES", "IT", "NL", "US"};
    private static final String[] CURRENCIES = {"EUR", "EUR", "GBP", "EUR", "EUR", "EUR", "USD"};
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
        "shop-app/4.12.0 (Android 14; Pixel 8)"
    };
    private static final String[] ELSEWHERE = {"RO", "TR", "TH", "BR", "NG", "HK"};
    private static final String[] CATEGORIES = {
        "5411", "5541", "5812", "5814", "5999", "5311", "4111", "5912", "5732", "4814", "7995", "5944"
    };

    private final int accounts;
    private final int rows;
    private final long seed;
    private final int shops;
    private final KeyDistribution.Urn payers;
    private final boolean apart;

    /**
     * Configures the generator.
     *
     * @param rows the number of payments
     */
    public Traffic(int accounts, KeyDistribution keyDistribution, int rows, long seed) {
        this(accounts, rows, seed, keyDistribution.urn(accounts), false);
    }

    private Traffic(int accounts, int rows, long seed, KeyDistribution.Urn payers, boolean apart) {
        this.accounts = accounts;
        this.rows = rows;
        this.seed = seed;
        this.shops = Math.max(50, accounts / ACCOUNTS_FOR_A_SHOP);
        this.payers = payers;
        this.apart = apart;
    }

    /**
     * The same accounts, each with its own device, IP block and merchant. Then all payments of an account pass the same
     * subtasks, and update every state in their order.
     */
    public Traffic apart() {
        return new Traffic(accounts, rows, seed, payers, true);
    }

    public int rows() {
        return rows;
    }

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) {
        for (int i = 0; i < rows; i++) {
            reader.accept(payment(i));
        }
    }

    @Override
    public List<AccountProfile> profiles() {
        return List.of();
    }

    /** The i-th payment, from 0. */
    public LabelledTransaction payment(int i) {
        SplittableRandom dice = new SplittableRandom(mix(seed + i));
        int account = payers.draw(dice);
        boolean fraud = dice.nextDouble() < FRAUD_SHARE;
        Transaction candidate = transaction(i, account, fraud ? STRANGE_IN_FRAUD : STRANGE_ELSEWHERE, dice);
        Transaction transaction = apart ? alone(candidate, account) : candidate;
        long knownAtMs = transaction.eventTimeMs() + Millis.DAY_MS;
        Label label = new Label(transaction.id(), transaction.accountId(), fraud, knownAtMs, Label.Source.CHARGEBACK);
        return new LabelledTransaction(transaction, label, fraud ? "theft" : null);
    }

    /** @param strange probability that each of IP address, device, merchant and amount is unusual for the account */
    private Transaction transaction(int i, int account, double strange, SplittableRandom dice) {
        long habits = mix(seed ^ (account + 1L) * 0x9E3779B97F4A7C15L);
        int country = Math.floorMod((int) (habits >>> 8), COUNTRIES.length);
        double way = dice.nextDouble();
        boolean online = way > 0.4;
        boolean transfer = way > 0.85;
        long factor = dice.nextDouble() < strange ? 3 + dice.nextInt(15) : 1;
        return new Transaction(
                "p" + i,
                atMs(i, dice),
                "acct-" + account,
                "card-" + account + "-" + dice.nextInt(2),
                new Money(cents(dice) * factor, CURRENCIES[country]),
                transfer ? Channel.TRANSFER : online ? Channel.CARD_NOT_PRESENT : Channel.CARD_PRESENT,
                online ? address(country, habits, dice.nextDouble() < strange, dice) : null,
                online ? device(account, i, dice.nextDouble() < strange, dice) : null,
                transfer ? null : shop(dice.nextDouble() < strange ? elsewhere(dice) : COUNTRIES[country], dice),
                online ? null : near(COUNTRIES[country], habits),
                transfer ? "acct-" + dice.nextInt(accounts) : null,
                online ? AGENTS[Math.floorMod((int) habits, AGENTS.length)] : null,
                null,
                Map.of());
    }

    private static Transaction alone(Transaction candidate, int account) {
        return new Transaction(
                candidate.id(),
                candidate.eventTimeMs(),
                candidate.accountId(),
                candidate.cardToken(),
                candidate.amount(),
                Channel.CARD_NOT_PRESENT,
                "fd00:%x:%x::1".formatted(account >>> 16, account & 0xffff),
                "device-" + account,
                new Merchant("shop-" + account, null, CATEGORIES[account % CATEGORIES.length], COUNTRIES[0], null),
                null,
                null,
                candidate.userAgent(),
                candidate.failedAttempts(),
                candidate.attributes());
    }

    private long atMs(int i, SplittableRandom dice) {
        double stepMs = (double) Millis.DAY_MS / PAYMENTS_A_DAY / accounts;
        return START_MS + (long) ((i + dice.nextDouble()) * stepMs);
    }

    /** Mostly small amounts, sometimes a rent. */
    private static long cents(SplittableRandom dice) {
        double gaussian = dice.nextDouble() + dice.nextDouble() + dice.nextDouble() - 1.5;
        return Math.round(3_000 * Math.exp(2 * gaussian));
    }

    /** The account's household, one of its country's mobile addresses, or an anonymised address far away. */
    private static String address(int country, long habits, boolean strange, SplittableRandom dice) {
        if (strange) {
            return "10." + (8 + dice.nextInt(6)) + "." + (192 + dice.nextInt(64)) + "." + (1 + dice.nextInt(254));
        }
        boolean home = dice.nextDouble() < 0.7;
        int third = home ? Math.floorMod((int) (habits >>> 16), 128) : 128 + dice.nextInt(64);
        int fourth = home ? 1 + Math.floorMod((int) (habits >>> 32), 254) : 1 + dice.nextInt(254);
        return "10." + country + "." + third + "." + fourth;
    }

    private static String device(int account, int i, boolean strange, SplittableRandom dice) {
        return strange ? "device-new-" + i : "device-" + account + (dice.nextDouble() < 0.8 ? "-a" : "-b");
    }

    private static String elsewhere(SplittableRandom dice) {
        return ELSEWHERE[dice.nextInt(ELSEWHERE.length)];
    }

    /** A few merchants of the country have most of the sales. */
    private Merchant shop(String country, SplittableRandom dice) {
        double rank = dice.nextDouble();
        int number = (int) (shops * rank * rank * rank);
        long facts = mix(number * 31L + country.hashCode());
        return new Merchant(
                "shop-" + country + "-" + number,
                "Shop " + number,
                CATEGORIES[Math.floorMod((int) facts, CATEGORIES.length)],
                country,
                near(country, facts));
    }

    private static @Nullable GeoPoint near(String country, long where) {
        GeoPoint middle = requireNonNull(Countries.locationOf(country), country);
        return new GeoPoint(
                middle.latitude() + (where & 0xff) / 256.0, middle.longitude() + (where >>> 8 & 0xff) / 256.0);
    }

    /** Maps similar numbers to dissimilar ones (the finaliser of SplitMix64). */
    private static long mix(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
