package io.nacre.training;

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
 * days.
 */
final class CardPrecision {

    private final int cardsADay;
    private final int stages;
    private final TreeMap<Long, Map<String, CardDay>> days = new TreeMap<>();

    /**
     * @param cardsADay how many cards analysts look at
     * @param stages how many scores each transaction has
     */
    CardPrecision(int cardsADay, int stages) {
        this.cardsADay = cardsADay;
        this.stages = stages;
    }

    void add(long day, String card, double[] scores, boolean fraud) {
        CardDay cardDay = days.computeIfAbsent(day, d -> new HashMap<>()).computeIfAbsent(card, c -> new CardDay());
        cardDay.fraud |= fraud;
        if (cardDay.highest.length == 0) {
            cardDay.highest = scores.clone();
        } else {
            for (int stage = 0; stage < stages; stage++) {
                cardDay.highest[stage] = Math.max(cardDay.highest[stage], scores[stage]);
            }
        }
    }

    /** The mean over days for one of the scores; NaN if there was no day. */
    double mean(int stage) {
        Set<String> blocked = new HashSet<>();
        double sum = 0;
        for (Map<String, CardDay> day : days.values()) {
            List<String> found = new ArrayList<>();
            for (String card : top(day, blocked, stage)) {
                CardDay cardDay = day.get(card);
                if (cardDay != null && cardDay.fraud) {
                    found.add(card);
                }
            }
            sum += (double) found.size() / cardsADay;
            blocked.addAll(found);
        }
        return sum / days.size();
    }

    private List<String> top(Map<String, CardDay> day, Set<String> blocked, int stage) {
        // By name where scores are equal, so that the result does not depend on the order of a hash map.
        return day.entrySet().stream()
                .filter(entry -> !blocked.contains(entry.getKey()))
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<String, CardDay> entry) -> -entry.getValue().highest[stage])
                        .thenComparing(Map.Entry::getKey))
                .limit(cardsADay)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What a card did in a day. */
    private static final class CardDay {
        private double[] highest = {};
        private boolean fraud;
    }
}
