package io.nacre.guarantee;

import io.nacre.decision.incident.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No incident is opened twice: each has one opening, written however often, and no transaction is an alert of two
 * incidents, as it would be if a failure had made the job forget the first one. What many accounts have in common is an
 * incident besides theirs.
 */
public final class NoDuplicateAlert implements Guarantee {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        Map<String, Alert> openings = new HashMap<>();
        Map<String, String> incidents = new HashMap<>();
        for (Alert alert : evidence.alerts()) {
            if (alert.status() == Alert.Status.OPENED) {
                Alert before = openings.putIfAbsent(alert.incidentId(), alert);
                if (before != null && !before.equals(alert)) {
                    violations.add(alert.incidentId() + " was opened twice: " + before + " and " + alert);
                }
            }
            if (alert.entity() != null) {
                continue;
            }
            String incident = incidents.putIfAbsent(alert.transactionId(), alert.incidentId());
            if (incident != null && !incident.equals(alert.incidentId())) {
                violations.add(alert.transactionId() + " belongs to " + incident + " and to " + alert.incidentId());
            }
        }
        for (Alert alert : evidence.alerts()) {
            if (!openings.containsKey(alert.incidentId())) {
                violations.add(alert.incidentId() + " was never opened, but is " + alert.status());
            }
        }
        return violations;
    }
}
