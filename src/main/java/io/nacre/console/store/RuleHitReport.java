package io.nacre.console.store;

import io.nacre.payment.Millis;
import io.nacre.rules.RuleReport;
import io.nacre.rules.RuleReport.Hit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the rules matched in the last month, from the decisions and labels of the store. */
public final class RuleHitReport {

    private RuleHitReport() {}

    private static List<Hit> hits(@Nullable String text) {
        return RuleHitJson.read(text).stream().map(Hit::of).toList();
    }

    /** The report over the last {@link ExampleTable#KEPT_DAYS} days of event time. */
    public static RuleReport of(Handle handle) {
        RuleReport report = new RuleReport();
        handle.createQuery("""
                        WITH period AS (SELECT MAX(event_time) - :length AS first FROM payment WHERE outcome IS NOT NULL)
                        SELECT p.rules, l.fraud, COUNT(*) AS payments FROM payment p
                        LEFT JOIN payment_label l ON l.account_id = p.account_id AND l.transaction_id = p.transaction_id
                        WHERE p.rules IS NOT NULL AND p.event_time >= (SELECT first FROM period)
                        GROUP BY p.rules, l.fraud
                        UNION ALL
                        SELECT NULL, 1, COUNT(*) FROM payment_label l
                        JOIN payment p ON p.account_id = l.account_id AND p.transaction_id = l.transaction_id
                        WHERE l.fraud = 1 AND p.rules IS NULL AND p.outcome IS NOT NULL
                          AND p.event_time >= (SELECT first FROM period)""")
                .bind("length", ExampleTable.KEPT_DAYS * Millis.DAY_MS)
                .scanResultSet((rows, context) -> {
                    var row = rows.get();
                    while (row.next()) {
                        String rules = row.getString(1);
                        int fraud = row.getInt(2);
                        report.add(hits(rules), row.wasNull() ? null : (Boolean) (fraud == 1), row.getLong(3));
                    }
                    return report;
                });
        return report;
    }
}
