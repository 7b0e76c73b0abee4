package io.nacre.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.work.InvestigationService;
import java.time.Clock;

/** Prints incidents for auditors. Each print is in the audit log. */
final class CaseFileEndpoint {

    private final ConsoleDatabase database;
    private final IncidentTable incidents;
    private final InvestigationService work;
    private final AuditRecorder audit;
    private final MaskingPolicy masking;
    private final Clock clock;

    CaseFileEndpoint(
            ConsoleDatabase database,
            IncidentTable incidents,
            InvestigationService work,
            AuditRecorder audit,
            MaskingPolicy masking,
            Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.work = work;
        this.audit = audit;
        this.masking = masking;
        this.clock = clock;
    }

    void print(ConsoleSession user, Context context) {
        String id = context.pathParam("id");
        IncidentRow row = work.require(id);
        audit.record(user, "print", row.alert().accountId(), "case file of incident " + id);
        long nowMs = clock.millis();
        JsonNode page = SessionView.of(context)
                .masked(database.read(handle -> new IncidentPage(
                                handle, incidents, row, IncidentEndpoints.freezes(handle, nowMs), nowMs)
                        .json()));
        boolean masked =
                masking.isMasked(user.role()) && !user.isRevealed(row.alert().accountId());
        context.contentType("text/html; charset=utf-8")
                .result(new CaseFilePage(page, MessageCatalogue.of(context.queryParam("lang")))
                        .html(user.analyst(), nowMs, masked));
    }
}
