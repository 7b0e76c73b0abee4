package io.nacre.training.metrics;

/**
 * A transaction of the evaluation.
 *
 * @param amount in the major unit of its currency
 * @param region the account's home country, else the country of the IP address or of the merchant; "unknown" without
 *     any
 * @param accountAgeDays days since the account was opened, else since its first transaction in the history
 */
public record HoldoutTransaction(
        long atMs, String account, double amount, boolean fraud, String region, double accountAgeDays) {}
