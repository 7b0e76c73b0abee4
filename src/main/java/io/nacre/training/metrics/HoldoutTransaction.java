package io.nacre.training.metrics;

/**
 * A transaction that scores are judged by.
 *
 * @param amount in the major unit of its currency
 * @param region country of the account's home, failing that of the address or the merchant; "unknown" without any
 * @param accountAgeDays since it was opened, failing that since its first transaction in the history
 */
public record HoldoutTransaction(
        long atMs, String account, double amount, boolean fraud, String region, double accountAgeDays) {}
