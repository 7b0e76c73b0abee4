package io.nacre.feature;

import static io.nacre.payment.Millis.DAY_MS;
import static io.nacre.payment.Millis.HOUR_MS;
import static io.nacre.payment.Millis.MINUTE_MS;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabases;
import io.nacre.reference.IpFacts;
import io.nacre.training.history.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A short history of payments, and the expected features of the last one. That one is made on a Wednesday at midnight
 * (UTC), where buckets of every width begin, so that windows and ages are exact.
 */
final class FeatureScenario {

    /** The account of every payment that names no other. */
    static final String PAYER = "acct-payer";

    private static final Instant WEDNESDAY = Instant.parse("2024-05-15T00:00:00Z");

    private final String title;
    private final Instant end;
    private final List<Payment> payments = new ArrayList<>();
    private final List<AccountProfile> profiles = new ArrayList<>();
    private final Map<String, IpFacts> ipFacts = new HashMap<>();
    private final Map<String, Double> expected = new HashMap<>();

    FeatureScenario(String title) {
        this(title, WEDNESDAY);
    }

    FeatureScenario(String title, Instant end) {
        this.title = title;
        this.end = end;
    }

    static long minutes(long count) {
        return count * MINUTE_MS;
    }

    static long hours(long count) {
        return count * HOUR_MS;
    }

    static long days(long count) {
        return count * DAY_MS;
    }

    /** Adds a payment, made so long before the last one. */
    FeatureScenario paid(long agoMs, UnaryOperator<Payment> details) {
        payments.add(details.apply(new Payment(agoMs)));
        return this;
    }

    /** The payment whose features are expected. */
    FeatureScenario last(UnaryOperator<Payment> details) {
        return paid(0, details);
    }

    /** The payer's profile, valid for a year. */
    FeatureScenario profile(
            @Nullable GeoPoint home,
            @Nullable String homeCountry,
            @Nullable Long openedAgoMs,
            @Nullable Double creditScore,
            Map<String, Double> socialSignals) {
        profiles.add(new AccountProfile(
                PAYER,
                momentMs(days(365)),
                home,
                homeCountry,
                openedAgoMs == null ? null : momentMs(openedAgoMs),
                creditScore,
                socialSignals));
        return this;
    }

    /** The entry of the IP databases for an IP address. */
    FeatureScenario ip(String ip, IpFacts facts) {
        ipFacts.put(ip, facts);
        return this;
    }

    /** The value of a feature, worked out by hand. */
    FeatureScenario expect(String feature, double value) {
        if (expected.put(feature, value) != null) {
            throw new IllegalArgumentException(feature + " is expected twice in: " + title);
        }
        return this;
    }

    FeatureScenario unknown(String... features) {
        for (String feature : features) {
            expect(feature, Feature.UNKNOWN);
        }
        return this;
    }

    List<Row> rows() {
        float[] vector = vector();
        return expected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Row(entry.getKey(), title, entry.getValue(), vector))
                .toList();
    }

    /** Replays the payments as training does; other tests compare its vectors with those of the job. */
    private float[] vector() {
        FactsResolver noDatabases = new FactsResolver(IpDatabases.none());
        TransactionResolver resolver = transaction -> new Facts(
                ipFacts.getOrDefault(Objects.requireNonNullElse(transaction.ip(), ""), IpFacts.UNKNOWN),
                noDatabases.resolve(transaction).merchantLocation(),
                null);
        Replay replay = new Replay(resolver, profiles);
        payments.sort(Comparator.comparingLong(payment -> -payment.agoMs));
        float[] vector = {};
        for (int i = 0; i < payments.size(); i++) {
            LabelledTransaction labelled = labelled(payments.get(i), "tx-" + i);
            vector = Objects.requireNonNull(replay.step(labelled), "no vector").values();
        }
        return vector;
    }

    private LabelledTransaction labelled(Payment payment, String id) {
        Label label = payment.fraudKnownAgoMs == null
                ? null
                : new Label(id, payment.account, true, momentMs(payment.fraudKnownAgoMs), Label.Source.CHARGEBACK);
        return new LabelledTransaction(
                payment.transaction(id, momentMs(payment.agoMs)), label, null, lifecycle(payment, id));
    }

    private List<LifecycleEvent> lifecycle(Payment payment, String id) {
        List<LifecycleEvent> events = new ArrayList<>();
        for (Step step : payment.lifecycle) {
            events.add(new LifecycleEvent(
                    payment.account,
                    id,
                    "event-" + events.size(),
                    step.type,
                    step.declineReason,
                    step.cents,
                    momentMs(step.agoMs)));
        }
        return events;
    }

    private long momentMs(long agoMs) {
        return end.toEpochMilli() - agoMs;
    }

    /** One feature of the last payment: NaN stands for unknown. */
    record Row(String feature, String scenario, double expected, float[] vector) {

        /** The value of a feature in the vector; NaN where it is unknown. */
        double actual(String name) {
            List<String> names = Layers.featureNames();
            int known = names.indexOf(name + "?");
            return known >= 0 && vector[known] == 0 ? Feature.UNKNOWN : vector[names.indexOf(name)];
        }

        @Override
        public String toString() {
            return feature + " of " + scenario;
        }
    }

    /** What happened to a payment, so long before the last one. */
    private record Step(
            LifecycleEvent.Type type,
            LifecycleEvent.@Nullable DeclineReason declineReason,
            long agoMs,
            @Nullable Long cents) {}

    /** 12.50 EUR, paid online to nobody in particular, until it says more. */
    static final class Payment {

        private final long agoMs;
        private String account = PAYER;
        private long cents = 1_250;
        private String currency = "EUR";
        private Channel channel = Channel.CARD_NOT_PRESENT;
        private @Nullable String card;
        private @Nullable String ip;
        private @Nullable String device;
        private @Nullable String agent;
        private @Nullable Merchant merchant;
        private @Nullable GeoPoint location;
        private @Nullable String payee;
        private @Nullable Integer failedAttempts;
        private @Nullable Long fraudKnownAgoMs;
        private final List<Step> lifecycle = new ArrayList<>();

        private Payment(long agoMs) {
            this.agoMs = agoMs;
        }

        Payment by(String otherAccount) {
            account = otherAccount;
            return this;
        }

        Payment amount(double euros) {
            cents = Math.round(100 * euros);
            return this;
        }

        Payment currency(String code) {
            currency = code;
            return this;
        }

        Payment channel(Channel other) {
            channel = other;
            return this;
        }

        Payment card(String token) {
            card = token;
            return this;
        }

        Payment from(String address) {
            ip = address;
            return this;
        }

        Payment device(String id) {
            device = id;
            return this;
        }

        Payment agent(String userAgent) {
            agent = userAgent;
            return this;
        }

        Payment at(String merchantId) {
            return at(new Merchant(merchantId, null, null, null, null));
        }

        Payment at(Merchant other) {
            merchant = other;
            return this;
        }

        Payment located(GeoPoint payerLocation) {
            location = payerLocation;
            return this;
        }

        Payment to(String counterparty) {
            payee = counterparty;
            return this;
        }

        Payment failedAttempts(int count) {
            failedAttempts = count;
            return this;
        }

        /** Labels the payment as fraud; the label is known so long before the last payment. */
        Payment withFraudReported(long knownAgoMs) {
            fraudKnownAgoMs = knownAgoMs;
            return this;
        }

        Payment then(LifecycleEvent.Type type, long ago) {
            lifecycle.add(new Step(type, null, ago, null));
            return this;
        }

        Payment thenDeclined(LifecycleEvent.DeclineReason reason, long ago) {
            lifecycle.add(new Step(LifecycleEvent.Type.DECLINED, reason, ago, null));
            return this;
        }

        Payment thenRefunded(double euros, long ago) {
            lifecycle.add(new Step(LifecycleEvent.Type.REFUNDED, null, ago, Math.round(100 * euros)));
            return this;
        }

        private Transaction transaction(String id, long atMs) {
            return new Transaction(
                    id,
                    atMs,
                    account,
                    card,
                    new Money(cents, currency),
                    channel,
                    ip,
                    device,
                    merchant,
                    location,
                    payee,
                    agent,
                    failedAttempts,
                    Map.of());
        }
    }
}
