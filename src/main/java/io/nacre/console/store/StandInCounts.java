package io.nacre.console.store;

import org.jdbi.v3.core.Handle;

/**
 * The payments that a gateway answered without a decision.
 *
 * @param undecided those of which no decision came later
 */
public record StandInCounts(long all, long undecided) {

    /** Counts the payments of a period of event time; a payment may have several records. */
    public static StandInCounts count(Handle handle, long fromMs, long untilMs) {
        return handle.createQuery("SELECT COUNT(*) AS payments,"
                        + " COALESCE(SUM(CASE WHEN p.outcome IS NULL THEN 1 ELSE 0 END), 0) AS undecided FROM"
                        + " (SELECT DISTINCT account_id, transaction_id FROM account_event WHERE kind = 'STAND_IN'"
                        + " AND happened_at >= :from AND happened_at <= :until) AS s"
                        + " LEFT JOIN payment p ON p.account_id = s.account_id AND p.transaction_id = s.transaction_id")
                .bind("from", fromMs)
                .bind("until", untilMs)
                .map((row, context) -> new StandInCounts(row.getLong("payments"), row.getLong("undecided")))
                .one();
    }
}
