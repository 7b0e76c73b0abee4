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
 * Card precision: the share of compromised cards among the cards that analysts can review per day.
 *
 * <p>It follows the protocol of Le Borgne et al., "Reproducible Machine Learning for Credit Card Fraud Detection". A
 * card's score is the highest of its day. A compromised card that was found is blocked and excluded on later days. The
 * result is the mean over days. Days come in order, but a transaction may be up to one day late. So at most the cards
 * of two days and the cards found so far are in memory.
 */
public final class CardPrecision {

    private final int cardsADay;
    private final TreeMap<Long, Map<String, CardDay>> openDays = new TreeMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private long countedDays;

    /**
     * @param cardsADay cards that analysts review per day
     * @param stages the number of scores per transaction
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
            closeDay();
        }
    }

    /** The mean over all days for one score; NaN without any day. */
    public double mean(int stage) {
        while (!openDays.isEmpty()) {
            closeDay();
        }
        return stages.get(stage).sum / countedDays;
    }

    /** Closes the earliest day. */
    private void closeDay() {
        Map<String, CardDay> day = openDays.pollFirstEntry().getValue();
        stages.forEach(stage -> stage.closeDay(day));
        countedDays++;
    }

    /** The days and the cards found so far of one score. */
    private final class Stage {
        private final int number;
        private final Set<String> blocked = new HashSet<>();
        private double sum;

        Stage(int number) {
            this.number = number;
        }

        void closeDay(Map<String, CardDay> day) {
            List<String> found = new ArrayList<>();
            for (Map.Entry<String, CardDay> card : top(day)) {
                if (card.getValue().fraud) {
                    found.add(card.getKey());
                }
            }
            sum += (double) found.size() / cardsADay;
            blocked.addAll(found);
        }

        /** Ties are ordered by card, so that the result does not depend on hash order. */
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

    /** The transactions of one card in one day. */
    private static final class CardDay {
        private double[] highest = {};
        private boolean fraud;
    }
}
