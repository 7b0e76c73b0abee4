package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void hasTheLayersInOrder() {
        assertThat(Layers.CASCADE.stream().map(Layer::name))
                .containsExactly(
                        "amount",
                        "ip",
                        "geo",
                        "merchant",
                        "history",
                        "counterparty",
                        "device",
                        "lifecycle",
                        "credit",
                        "social",
                        "time");
    }

    @Test
    void namesEveryNumberOnceAndExplainsEveryFeature() {
        assertThat(new HashSet<>(Layers.featureNames())).hasSize(Layers.width());
        for (Layer layer : Layers.CASCADE) {
            for (Memory<?> memory : layer.memories()) {
                for (Feature<?> feature : memory.features()) {
                    assertThat(feature.name()).matches("[a-z][a-z0-9_]*");
                    assertThat(feature.meaning()).isNotBlank();
                }
            }
        }
    }

    @Test
    void groupsCoverTheVectorExactlyOnce() {
        int covered = 0;
        for (EntityType entityType : EntityType.values()) {
            for (FeatureGroup<?> featureGroup : Layers.featureGroups(entityType)) {
                covered += Layer.width(featureGroup.memory());
            }
        }

        assertThat(covered).isEqualTo(Layers.width());
        assertThat(Layers.offset(Layers.CASCADE.size())).isEqualTo(Layers.width());
    }

    @Test
    void neverPutsNaNOrInfinityIntoTheVector() {
        for (float[] vector : vectors(Payments.labelled(2_000, 1))) {
            for (float value : vector) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void everyOptionalFeatureHasAKnownFlag() {
        List<String> names = Layers.featureNames();
        for (float[] vector : vectors(Payments.labelled(500, 2))) {
            for (int i = 0; i < vector.length; i++) {
                if (names.get(i).endsWith("?") && vector[i] == 0) {
                    assertThat(vector[i - 1]).as(names.get(i - 1)).isZero();
                }
            }
        }
    }

    @Test
    void isDeterministic() {
        assertThat(vectors(Payments.labelled(500, 3))).isDeepEqualTo(vectors(Payments.labelled(500, 3)));
    }

    @Test
    void aLabelChangesNoVectorBeforeItIsKnown() {
        List<LabelledTransaction> payments = Payments.labelled(1_500, 4);
        List<LabelledTransaction> unlabelled = payments.stream()
                .map(p -> new LabelledTransaction(p.transaction(), null, null))
                .toList();
        long firstKnown = payments.stream()
                .map(LabelledTransaction::label)
                .filter(label -> label != null && label.fraud())
                .mapToLong(Label::knownAtMs)
                .min()
                .orElseThrow();

        float[][] with = vectors(payments);
        float[][] without = vectors(unlabelled);

        int differing = 0;
        for (int i = 0; i < with.length; i++) {
            boolean same = java.util.Arrays.equals(with[i], without[i]);
            if (payments.get(i).transaction().eventTimeMs() < firstKnown) {
                assertThat(same).isTrue();
            } else if (!same) {
                differing++;
            }
        }
        assertThat(differing).isGreaterThan(100);
    }

    @Test
    void aLabelTeachesTheSameWheneverItArrives() {
        List<LabelledTransaction> payments = Payments.labelled(1_500, 5);

        assertThat(vectorsLearningLate(payments)).isDeepEqualTo(vectors(payments));
    }

    @Test
    void measuresSpeedBetweenTwoCardPresentPayments() {
        Transaction here = located("1", Payments.START_MS, new GeoPoint(52.37, 4.9));
        Transaction there = located("2", Payments.START_MS + Millis.HOUR_MS, new GeoPoint(44.43, 26.10));

        Map<String, Float> second = named(vectors(
                List.of(new LabelledTransaction(here, null, null), new LabelledTransaction(there, null, null)))[1]);

        assertThat(Math.expm1(second.get("geo.speed_kmh"))).isBetween(1_700.0, 1_900.0);
        assertThat(second).containsEntry("geo.impossible", 1f).containsEntry("geo.impossible?", 1f);
        assertThat(second).containsEntry("ip.new?", 0f).containsEntry("merchant.present", 0f);
    }

    private static Transaction located(String id, long atMs, GeoPoint payer) {
        return new Transaction(
                id,
                atMs,
                "acct",
                null,
                new Money(1_000, "EUR"),
                Channel.CARD_NOT_PRESENT,
                null,
                null,
                null,
                payer,
                null,
                null,
                null,
                Map.of());
    }

    private static Map<String, Float> named(float[] vector) {
        Map<String, Float> named = new HashMap<>();
        for (int i = 0; i < vector.length; i++) {
            named.put(Layers.featureNames().get(i), vector[i]);
        }
        return named;
    }

    /** Labels are learned at once, long before they count. */
    private static float[][] vectors(List<LabelledTransaction> payments) {
        Fold fold = new Fold();
        List<float[]> vectors = new ArrayList<>();
        for (LabelledTransaction payment : payments) {
            vectors.add(fold.next(payment.transaction()));
            if (payment.label() != null) {
                fold.learn(payment.transaction(), payment.label());
            }
        }
        return vectors.toArray(float[][]::new);
    }

    /** Labels are learned when they become known. */
    private static float[][] vectorsLearningLate(List<LabelledTransaction> payments) {
        Fold fold = new Fold();
        List<float[]> vectors = new ArrayList<>();
        List<LabelledTransaction> waiting = new ArrayList<>();
        for (LabelledTransaction payment : payments) {
            waiting.removeIf(past -> {
                Label label = java.util.Objects.requireNonNull(past.label());
                boolean due = label.knownAtMs() <= payment.transaction().eventTimeMs();
                if (due) {
                    fold.learn(past.transaction(), label);
                }
                return due;
            });
            vectors.add(fold.next(payment.transaction()));
            if (payment.label() != null) {
                waiting.add(payment);
            }
        }
        return vectors.toArray(float[][]::new);
    }

    @Test
    void othersThanTheAccountsMemoriesAskForNoMoreThanTheOutline() {
        for (int i = 0; i < 50; i++) {
            Transaction transaction = Payments.varied(i, Payments.START_MS + i * Millis.HOUR_MS);
            for (EntityType entityType : EntityType.values()) {
                for (FeatureGroup<?> featureGroup : entityType == EntityType.ACCOUNT
                        ? List.<FeatureGroup<?>>of()
                        : Layers.featureGroups(entityType)) {
                    assertThat(twice(featureGroup, transaction.outline())).isEqualTo(twice(featureGroup, transaction));
                }
            }
        }
    }

    /** What is read after the transaction was met once; its facts are not known. */
    private static <S> FeatureVector twice(FeatureGroup<S> featureGroup, Transaction transaction) {
        FeatureVector vector = FeatureVector.blank();
        S after = featureGroup.step(featureGroup.memory().initial(), transaction, Facts.UNKNOWN, vector);
        featureGroup.step(after, transaction, Facts.UNKNOWN, vector);
        return vector;
    }

    /** All groups over maps: the smallest thing that can fold. */
    private static final class Fold {
        private final Map<String, Object> memories = new HashMap<>();
        private final Map<String, EntityKeys> known = new HashMap<>();

        float[] next(Transaction transaction) {
            FeatureVector vector = FeatureVector.blank();
            for (EntityType entityType : EntityType.values()) {
                for (FeatureGroup<?> featureGroup : Layers.featureGroups(entityType)) {
                    step(featureGroup, entityType.of(EntityKeys.of(transaction)), transaction, vector);
                }
            }
            known.put(transaction.id(), EntityKeys.of(transaction).with(vector));
            return vector.values();
        }

        void learn(Transaction transaction, Label label) {
            EntityKeys about = java.util.Objects.requireNonNull(known.get(transaction.id()));
            for (EntityType entityType : EntityType.values()) {
                String value = entityType.of(about);
                for (FeatureGroup<?> featureGroup : Layers.featureGroups(entityType)) {
                    if (value != null) {
                        learn(featureGroup, value, label, about);
                    }
                }
            }
        }

        private <S> void step(
                FeatureGroup<S> featureGroup, @Nullable String value, Transaction transaction, FeatureVector vector) {
            if (value == null) {
                featureGroup.absent(transaction, Facts.UNKNOWN, vector);
            } else {
                memories.put(
                        featureGroup.name() + value,
                        featureGroup.step(before(featureGroup, value), transaction, Facts.UNKNOWN, vector));
            }
        }

        private <S> void learn(FeatureGroup<S> featureGroup, String value, Label label, EntityKeys about) {
            memories.put(
                    featureGroup.name() + value,
                    featureGroup.memory().applyLabel(before(featureGroup, value), label, about));
        }

        @SuppressWarnings("unchecked") // A group's name always leads to its own kind of memory.
        private <S> S before(FeatureGroup<S> featureGroup, String value) {
            return (S) memories.getOrDefault(
                    featureGroup.name() + value, featureGroup.memory().initial());
        }
    }
}
