package io.nacre.console.audit;

/** An entry that is not, or perhaps not, in the audit log. The message says why, and what to do. */
public final class AuditLogException extends RuntimeException {

    AuditLogException(String message) {
        super(message);
    }

    AuditLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
