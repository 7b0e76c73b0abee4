package io.nacre.training.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Card precision: of the cards that analysts can look at in a day, how many were compromised.
 *
 * <p>The protocol of Le Borgne et al., "Reproducible Machine Learning for Credit Card Fraud Detection": a card's score
 * is the highest of its day; a compromised card that was found is blocked and left out on later days; the mean over
 * days. Days come in order, but what is late by up to a day still counts for its day; so the cards of two days are held
 * at most, and those that were found.
 */
public final class CardPrecision {

    private final int cardsADay;
    private final TreeMap<Long, Map<String, CardDay>> openDays = new TreeMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private long settledDays;

    /**
     * @param cardsADay how many cards analysts look at
     * @param stages how many scores each transaction has
     */
    public CardPrecision(int cardsADay, int stages) {
        this.cardsADay = cardsADay;
        for (int stage = 0; stage < stages; stage++) {
            this.stages.add(new Stage(stage));
        }
    }

    public void add(long day, String card, double[] scores, boolean fraud) {
        CardDay cardDay = openDays.computeIfAbsent(day, d -> new HashMap<>()).computeIfAbsent(card, c -> new CardDay());
        cardDay.fraud |= fraud;
        if (cardDay.highest.length == 0) {
            cardDay.highest = scores.clone();
        } else {
            for (int stage = 0; stage < scores.length; stage++) {
                cardDay.highest[stage] = Math.max(cardDay.highest[stage], scores[stage]);
            }
        }
        while (openDays.firstKey() < openDays.lastKey() - 1) {
            settle();
        }
    }

    /** The mean over days for one of the scores, once all days are over; NaN if there was no day. */
    public double mean(int stage) {
        while (!openDays.isEmpty()) {
            settle();
        }
        return stages.get(stage).sum / settledDays;
    }

    /** The earliest day is over. */
    private void settle() {
        Map<String, CardDay> day = openDays.pollFirstEntry().getValue();
        stages.forEach(stage -> stage.settle(day));
        settledDays++;
    }

    /** One of the scores: how well it found cards so far, and which ones. */
    private final class Stage {
        private final int number;
        private final Set<String> blocked = new HashSet<>();
        private double sum;

        Stage(int number) {
            this.number = number;
        }

        void settle(Map<String, CardDay> day) {
            List<String> found = new ArrayList<>();
            for (Map.Entry<String, CardDay> card : top(day)) {
                if (card.getValue().fraud) {
                    found.add(card.getKey());
                }
            }
            sum += (double) found.size() / cardsADay;
            blocked.addAll(found);
        }

        /** By name where scores are equal, so that the result does not depend on the order of a hash map. */
        private List<Map.Entry<String, CardDay>> top(Map<String, CardDay> day) {
            return day.entrySet().stream()
                    .filter(entry -> !blocked.contains(entry.getKey()))
                    .sorted(Comparator.comparingDouble(
                                    (Map.Entry<String, CardDay> entry) -> -entry.getValue().highest[number])
                            .thenComparing(Map.Entry::getKey))
                    .limit(cardsADay)
                    .toList();
        }
    }

    /** What a card did in a day. */
    private static final class CardDay {
        private double[] highest = {};
        private boolean fraud;
    }
}
