package io.nacre.simulation;

import java.util.function.Consumer;

/**
 * The start of a fraud campaign.
 *
 * @param number among the campaigns of its kind on that day, from 0
 * @param count approximate number of transactions
 * @param lifecycleDice draws the lifecycle, so that the transactions do not depend on it
 * @param out receives the transactions
 */
record FraudCampaign(
        int day,
        int number,
        int count,
        SeededRandom dice,
        SeededRandom lifecycleDice,
        Consumer<TransactionDraft> out) {}
