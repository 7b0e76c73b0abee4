package io.nacre.console.http;

import io.nacre.console.access.ConsoleSession;
import io.nacre.console.audit.AuditLog;
import io.nacre.console.audit.AuditLogException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Records what users read and do, before they read or do it. A request fails if its entry cannot be written. */
final class AuditRecorder {

    private final AuditLog log;

    AuditRecorder(AuditLog log) {
        this.log = log;
    }

    /**
     * Records one access or action, and waits until it is in the log.
     *
     * @param subject the account or other entity; null if there is none
     */
    void record(ConsoleSession user, String action, @Nullable String subject, @Nullable String detail) {
        try {
            log.append(user.analyst(), action, subject, detail).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AuditLogException refused) {
                throw refused;
            }
            throw e;
        }
    }
}
