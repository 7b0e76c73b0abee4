package io.nacre.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.audit.AuditLogException;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.StoreException;
import io.nacre.console.work.EditConflictException;
import io.nacre.console.work.RequestRefusedException;
import io.nacre.console.work.RuleConflictException;
import io.nacre.http.ProblemDetail;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.rules.Rule;
import java.util.function.Function;

/** The responses of the console. All JSON is as the session of the request sees it. */
final class Responses {

    private Responses() {}

    static void json(Context context, JsonNode json) {
        context.contentType("application/json")
                .result(SessionView.masked(context, json).toString());
    }

    static void problem(Context context, ProblemDetail problem) {
        problem(context, problem.status(), problem.json());
    }

    private static void problem(Context context, int status, ObjectNode json) {
        context.status(status)
                .contentType(ProblemDetail.CONTENT_TYPE)
                .result(SessionView.masked(context, json).toString());
    }

    static void conflict(Context context, EditConflictException e, Function<IncidentRow, ObjectNode> incident) {
        ObjectNode json = new ProblemDetail(
                        409, "CONFLICT", String.valueOf(e.getMessage()), "load it again, and decide anew")
                .json();
        IncidentRow current = e.current();
        if (current != null) {
            json.set("current", incident.apply(current));
        }
        problem(context, 409, json);
    }

    static void conflict(Context context, RuleConflictException e) {
        ObjectNode json = new ProblemDetail(
                        409, "CONFLICT", String.valueOf(e.getMessage()), "look at it as it is now, and decide anew")
                .json();
        Rule current = e.current();
        if (current != null) {
            json.set("current", RuleEndpoints.rule(current));
        }
        problem(context, 409, json);
    }

    static ProblemDetail of(RequestRefusedException e) {
        int status = switch (e.kind()) {
            case UNKNOWN -> 404;
            case INVALID -> 400;
            case FORBIDDEN -> 403;
        };
        String message = String.valueOf(e.getMessage());
        return new ProblemDetail(status, e.kind().name(), message, message, e.field(), e.remedy());
    }

    static ProblemDetail of(KafkaAccessException e) {
        return new ProblemDetail(
                503,
                "BROKER_DOWN",
                "the broker did not acknowledge the record",
                String.valueOf(e.getMessage()),
                null,
                "repeat it; a record that arrived twice counts once");
    }

    static ProblemDetail of(AuditLogException e) {
        return new ProblemDetail(
                503,
                "AUDIT_LOG_DOWN",
                "the audit log does not accept the entry",
                String.valueOf(e.getMessage()),
                null,
                "repeat it when the broker is back; without an entry nothing is shown or done");
    }

    static ProblemDetail of(StoreException e) {
        return new ProblemDetail(
                503, "STORE_DOWN", "the store does not answer", String.valueOf(e.getMessage()), null, "repeat it");
    }

    static ProblemDetail ofStatus(int status) {
        return switch (status) {
            case 401 -> new ProblemDetail(401, "UNAUTHENTICATED", "nobody is signed in", "sign in");
            case 403 -> new ProblemDetail(403, "FORBIDDEN", "your role does not allow this", "ask a lead or an admin");
            case 404 -> new ProblemDetail(404, "NOT_FOUND", "there is nothing at this path", "check the path");
            case 405 -> new ProblemDetail(405, "METHOD_NOT_ALLOWED", "the path has another method", "check the method");
            case 413 -> new ProblemDetail(413, "BODY_TOO_LARGE", "the body is too large", "send less at once");
            case 500 ->
                new ProblemDetail(
                        500,
                        "INTERNAL",
                        "the console failed on this request",
                        "repeat it, and report the console's log");
            default -> new ProblemDetail(status, "BAD_REQUEST", "the request is not valid", "check the request");
        };
    }
}
