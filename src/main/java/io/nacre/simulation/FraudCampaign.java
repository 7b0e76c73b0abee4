package io.nacre.simulation;

import java.util.function.Consumer;

/**
 * A crime that begins.
 *
 * @param number among those of its kind on that day, from 0
 * @param count how many transactions come of it, about
 * @param out takes them
 */
record FraudCampaign(int day, int number, int count, SeededRandom dice, Consumer<TransactionDraft> out) {}
