package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Records of every topic that the contracts let anybody write, with what is largest, smallest and oddest in each field,
 * about few accounts, so that they meet. The same seed makes the same records.
 */
final class ExtremeRecords {

    static final long NOW_MS = 1_790_000_000_000L;

    private static final long DAY_MS = 86_400_000;

    /** Event times; most of them pass the contract. */
    private static final long[] TIMES = {
        NOW_MS,
        NOW_MS - 1,
        NOW_MS + DAY_MS,
        NOW_MS + DAY_MS - 1,
        NOW_MS - 120 * DAY_MS,
        631_152_000_000L,
        4_102_444_800_000L,
        253_402_300_799_000L,
        0,
        -1,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1_000,
        Long.MAX_VALUE / 2,
        Long.MIN_VALUE
    };

    /** What a producer may set, and what a broker does. */
    private static final long[] STAMPS = {
        NOW_MS, NOW_MS, NOW_MS, 0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 4_102_444_800_000L, 631_152_000_000L
    };

    private static final long[] AMOUNTS = {0, 1, 99, 1L << 31, (1L << 53) - 1, Money.MAX_MINOR_UNITS};
    private static final double[] NUMBERS = {
        0, -0.0, 1, -1, 850, 1e38, -1e38, 1e39, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE
    };
    private static final double[] DEGREES = {0, -0.0, 90, -90, 45, Double.MIN_VALUE, 89.999_999_999};
    private static final long[] VERSIONS = {0, 1, -1, NOW_MS, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final String[] CURRENCIES = {"EUR", "JPY", "KWD", "CLF", "XAU", "UYW"};
    private static final String[] ADDRESSES = {
        "203.0.113.7", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1", "::ffff:203.0.113.7", "localhost", "x"
    };
    private static final String[] TEXTS = {
        "", "a", "\u202Eevil", "e\u0301".repeat(100), "\uD83D\uDE00", "4111 1111 1111 1111", "z".repeat(256), "=1+1"
    };

    private final Random random;

    ExtremeRecords(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Writes one record to one of the topics.
     *
     * @return whether it is one that must be answered
     */
    boolean send(JobHarness job, long number) {
        switch (random.nextInt(16)) {
            case 0 -> send(job, "profiles", Contract.ACCOUNT_PROFILE, profile());
            case 1 -> send(job, "verdicts", Contract.VERDICT, verdict(number));
            case 2 -> send(job, "chargebacks", Contract.CHARGEBACK, chargeback(number));
            case 3 -> send(job, "actions", Contract.ACCOUNT_ACTION, action());
            case 4 -> send(job, "lists", Contract.LIST_ENTRY, entry());
            case 5 -> send(job, "erasures", Contract.ERASURE, new ErasureRequest(account(), "ann", "asked", time()));
            case 6 -> send(job, "rules", Contract.RULE, rule(number));
            case 7 -> send(job, "bundles", Contract.BUNDLE, bundle(number));
            default -> {
                send(job, "transactions", Contract.TRANSACTION, transaction(number));
                return true;
            }
        }
        return false;
    }

    private <T> void send(JobHarness job, String topic, Contract<T> contract, T value) {
        job.send(topic, contract, account(), value, one(STAMPS));
    }

    Transaction transaction(long number) {
        return new Transaction(
                random.nextInt(10) == 0 && number > 0 ? id(random.nextLong(number)) : id(number),
                time(),
                account(),
                maybe("tok-" + random.nextInt(3)),
                new Money(one(AMOUNTS), one(CURRENCIES)),
                one(Channel.values()),
                maybe(one(ADDRESSES)),
                maybe("d-" + random.nextInt(3)),
                maybe(new Merchant(
                        "m-" + random.nextInt(3), maybe(one(TEXTS)), maybe("0000"), maybe("FR"), maybe(place()))),
                maybe(place()),
                maybe(account()),
                maybe(one(TEXTS).repeat(1 + random.nextInt(40))),
                maybe(random.nextBoolean() ? Integer.MAX_VALUE : 0),
                attributes());
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = random.nextInt(33); i > 0; i--) {
            attributes.put("k" + i, one(TEXTS));
        }
        return attributes;
    }

    private AccountProfile profile() {
        Map<String, Double> signals = new HashMap<>();
        for (int i = random.nextInt(33); i > 0; i--) {
            signals.put("s" + i, one(NUMBERS));
        }
        return new AccountProfile(
                account(), time(), maybe(place()), maybe("FR"), maybe(time()), maybe(one(NUMBERS)), signals);
    }

    private Verdict verdict(long number) {
        String about = id(number == 0 ? 0 : random.nextLong(number));
        return new Verdict(account(), about, null, one(Verdict.Finding.values()), "ann", maybe(one(TEXTS)), time());
    }

    private Chargeback chargeback(long number) {
        return new Chargeback(account(), id(number == 0 ? 0 : random.nextLong(number)), maybe(one(TEXTS)), time());
    }

    private AccountAction action() {
        long atMs = time();
        Long untilMs = atMs == Long.MAX_VALUE || random.nextBoolean() ? null : (Long) (Math.max(atMs, NOW_MS) + 1);
        return new AccountAction(
                account(),
                one(AccountAction.Type.values()),
                one(AccountAction.Scope.values()),
                one(VERSIONS),
                AccountAction.ActorType.PERSON,
                "ann",
                "odd",
                atMs,
                untilMs != null && untilMs <= atMs ? null : untilMs);
    }

    private ListEntry entry() {
        return new ListEntry(
                one(ListEntry.ListType.values()),
                ListEntry.Subject.ACCOUNT,
                account(),
                one(ListEntry.Change.values()),
                one(VERSIONS),
                "ann",
                "odd",
                time(),
                maybe(time()));
    }

    private Rule rule(long number) {
        return new Rule(
                "rule-" + random.nextInt(4),
                1 + (int) (number % 1_000),
                one(RuleStage.values()),
                "payments",
                "odd " + number,
                random.nextBoolean() ? "score > 0.5" : "amount_minor > 9007199254740990",
                Rule.Enforcement.SOFT,
                Outcome.REVIEW,
                "ann",
                time());
    }

    private BundleAnnouncement bundle(long number) {
        return new BundleAnnouncement(
                "b-" + number,
                "file:///nowhere/" + number,
                "0123456789abcdef".repeat(4),
                one(BundleAnnouncement.Role.values()),
                "ann",
                time());
    }

    private GeoPoint place() {
        return new GeoPoint(one(DEGREES), 2 * one(DEGREES));
    }

    private String account() {
        return "a-" + random.nextInt(5);
    }

    private static String id(long number) {
        return "t-" + number;
    }

    private long time() {
        return one(TIMES);
    }

    private long one(long[] values) {
        return values[random.nextInt(values.length)];
    }

    private double one(double[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T one(T[] values) {
        return requireNonNull(values[random.nextInt(values.length)]);
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }
}
