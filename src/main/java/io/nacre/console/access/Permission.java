package io.nacre.console.access;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do at the console: the table of roles and endpoints. Every endpoint belongs to one permission; an
 * endpoint that is not in the table is denied.
 */
@SuppressWarnings("ImmutableEnumChecker") // Immutable copies; the type List does not show it.
public enum Permission {
    /** To sign in. The only permission without a session. */
    SIGN_IN(null, "POST /api/login", "GET /login"),
    /** To see and end one's own session. */
    OWN_SESSION(UserRole.VIEWER, "GET /api/session", "POST /api/logout"),
    /** To see incidents, accounts and related entities. */
    VIEW_INCIDENTS(
            UserRole.VIEWER,
            "GET /api/incidents",
            "GET /api/incidents/{id}",
            "GET /api/incidents/{id}/neighbours",
            "GET /api/events",
            "GET /api/accounts/{id}",
            "GET /api/entities/{type}/{id}",
            "GET /api/search",
            "GET /api/views"),
    /** To see the model and the effect of other thresholds. */
    VIEW_MODEL(UserRole.VIEWER, "GET /api/model", "GET /api/what-if"),
    /** To export incidents, and to print one. */
    EXPORT(UserRole.ANALYST, "GET /api/incidents.csv", "GET /incidents/{id}/case-file"),
    /** To take incidents, and to hand them on. */
    WORK_INCIDENTS(
            UserRole.ANALYST,
            "POST /api/incidents/take-next",
            "POST /api/incidents/{id}/claim",
            "POST /api/incidents/{id}/extend",
            "POST /api/incidents/{id}/release",
            "POST /api/incidents/{id}/skip",
            "POST /api/incidents/{id}/snooze",
            "POST /api/incidents/{id}/escalate"),
    /** To write notes. */
    WRITE_NOTES(UserRole.ANALYST, "POST /api/incidents/{id}/notes", "PUT /api/notes/{note_id}"),
    /** To save filters of the queue. */
    SAVE_VIEWS(UserRole.ANALYST, "PUT /api/views/{name}", "DELETE /api/views/{name}"),
    /** To give a verdict on one incident. */
    GIVE_VERDICTS(UserRole.ANALYST, "POST /api/verdicts/preview", "POST /api/verdicts"),
    /** To freeze and release accounts. */
    FREEZE_ACCOUNTS(UserRole.ANALYST, "POST /api/accounts/{id}/freeze", "POST /api/accounts/{id}/release"),
    /** To see the personal data of one account, with a reason that is logged. */
    REVEAL(UserRole.ANALYST, "POST /api/reveal"),
    /** To give one verdict on several incidents. Its endpoints are those of {@link #GIVE_VERDICTS}. */
    GIVE_BULK_VERDICTS(UserRole.LEAD),
    /** To assign an incident to another analyst. */
    ASSIGN_OTHERS(UserRole.LEAD, "POST /api/incidents/{id}/assign"),
    /** To see the work of the team. */
    VIEW_TEAM(UserRole.LEAD, "GET /api/team"),
    /** To see the audit log. */
    VIEW_AUDIT(UserRole.LEAD, "GET /api/audit"),
    /** To see the rules, and to try an expression on past payments. */
    CHECK_RULES(UserRole.LEAD, "GET /api/rules", "POST /api/rules/check"),
    /** To publish a rule, and to move it to another stage. */
    PUBLISH_RULES(UserRole.ADMIN, "POST /api/rules"),
    /** To edit the block, allow and watch list. */
    EDIT_LISTS(UserRole.ADMIN, "POST /api/lists");

    private static final Map<String, Permission> BY_ENDPOINT = byEndpoint();

    private final @Nullable UserRole role;
    private final List<String> endpoints;

    Permission(@Nullable UserRole role, String... endpoints) {
        this.role = role;
        this.endpoints = List.of(endpoints);
    }

    /** The name in responses. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its endpoints, as method and path template. */
    public List<String> endpoints() {
        return endpoints;
    }

    /** Whether it needs a session. */
    public boolean needsSession() {
        return role != null;
    }

    /** Whether a role has it. */
    public boolean isGrantedTo(UserRole other) {
        return role == null || other.includes(role);
    }

    /** All permissions of a role. */
    public static Set<Permission> of(UserRole role) {
        Set<Permission> granted = EnumSet.allOf(Permission.class);
        granted.removeIf(permission -> !permission.isGrantedTo(role));
        return granted;
    }

    /**
     * The permission that a request needs; null if the endpoint is not in the table, and must be denied.
     *
     * @param method the HTTP method in upper case
     * @param template the path with the names of its parameters, such as {@code /api/incidents/{id}}
     */
    public static @Nullable Permission find(String method, String template) {
        return BY_ENDPOINT.get(method + " " + template);
    }

    private static Map<String, Permission> byEndpoint() {
        Map<String, Permission> byEndpoint = new HashMap<>();
        for (Permission permission : values()) {
            for (String endpoint : permission.endpoints) {
                if (byEndpoint.put(endpoint, permission) != null) {
                    throw new IllegalStateException("two permissions have the endpoint " + endpoint);
                }
            }
        }
        return Map.copyOf(byEndpoint);
    }
}
