package io.nacre.console.access;

import static io.nacre.console.access.UserRole.ADMIN;
import static io.nacre.console.access.UserRole.ANALYST;
import static io.nacre.console.access.UserRole.LEAD;
import static io.nacre.console.access.UserRole.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PermissionTest {

    private static final Set<UserRole> ALL = EnumSet.allOf(UserRole.class);
    private static final Set<UserRole> WORKING = EnumSet.of(ANALYST, LEAD, ADMIN);
    private static final Set<UserRole> LEADING = EnumSet.of(LEAD, ADMIN);

    /** The table as the guide for users states it, written down a second time on purpose. */
    private static Map<String, Set<UserRole>> table() {
        Map<String, Set<UserRole>> table = new TreeMap<>();
        add(
                table,
                ALL,
                "POST /api/login",
                "GET /login",
                "GET /api/session",
                "POST /api/logout",
                "GET /api/incidents",
                "GET /api/incidents/{id}",
                "GET /api/incidents/{id}/neighbours",
                "GET /api/events",
                "GET /api/accounts/{id}",
                "GET /api/entities/{type}/{id}",
                "GET /api/search",
                "GET /api/views",
                "GET /api/model",
                "GET /api/what-if");
        add(
                table,
                WORKING,
                "POST /api/incidents/take-next",
                "POST /api/incidents/{id}/claim",
                "POST /api/incidents/{id}/extend",
                "POST /api/incidents/{id}/release",
                "POST /api/incidents/{id}/skip",
                "POST /api/incidents/{id}/snooze",
                "POST /api/incidents/{id}/escalate",
                "POST /api/incidents/{id}/notes",
                "PUT /api/notes/{note_id}",
                "POST /api/verdicts/preview",
                "POST /api/verdicts",
                "POST /api/accounts/{id}/freeze",
                "POST /api/accounts/{id}/release",
                "POST /api/reveal",
                "PUT /api/views/{name}",
                "DELETE /api/views/{name}",
                "GET /api/incidents.csv",
                "GET /incidents/{id}/case-file");
        add(
                table,
                LEADING,
                "POST /api/incidents/{id}/assign",
                "GET /api/team",
                "GET /api/audit",
                "GET /api/rules",
                "POST /api/rules/check");
        add(table, EnumSet.of(ADMIN), "POST /api/lists", "POST /api/rules");
        return table;
    }

    private static void add(Map<String, Set<UserRole>> table, Set<UserRole> roles, String... endpoints) {
        for (String endpoint : endpoints) {
            table.put(endpoint, roles);
        }
    }

    @Test
    void everyRoleMayUseItsEndpointsAndNoOther() {
        Map<String, Set<UserRole>> granted = new TreeMap<>();
        for (Permission permission : Permission.values()) {
            for (String endpoint : permission.endpoints()) {
                Set<UserRole> roles = EnumSet.noneOf(UserRole.class);
                Arrays.stream(UserRole.values()).filter(permission::isGrantedTo).forEach(roles::add);
                granted.put(endpoint, roles);
            }
        }

        assertThat(granted).isEqualTo(table());
    }

    @Test
    void onlyLeadsGiveOneVerdictOnSeveralIncidents() {
        assertThat(ALL).filteredOn(Permission.GIVE_BULK_VERDICTS::isGrantedTo).containsExactly(LEAD, ADMIN);
        assertThat(Arrays.stream(Permission.values())
                        .filter(permission -> permission.endpoints().isEmpty()))
                .containsExactly(Permission.GIVE_BULK_VERDICTS);
    }

    @Test
    void anEndpointThatIsNotInTheTableHasNoPermission() {
        assertThat(Permission.find("GET", "/api/incidents/{id}")).isEqualTo(Permission.VIEW_INCIDENTS);
        assertThat(Permission.find("POST", "/api/incidents/{id}")).isNull();
        assertThat(Permission.find("GET", "/api/secrets")).isNull();
    }

    @Test
    void onlySigningInNeedsNoSession() {
        assertThat(Arrays.stream(Permission.values()).filter(permission -> !permission.needsSession()))
                .containsExactly(Permission.SIGN_IN);
    }

    @Test
    void eachRoleHasThePermissionsOfTheOnesBeforeIt() {
        List<Set<Permission>> byRole = new ArrayList<>();
        for (UserRole role : UserRole.values()) {
            byRole.add(Permission.of(role));
        }

        for (int i = 1; i < byRole.size(); i++) {
            assertThat(byRole.get(i))
                    .containsAll(byRole.get(i - 1))
                    .hasSizeGreaterThan(byRole.get(i - 1).size());
        }
        assertThat(Permission.of(ADMIN)).containsExactly(Permission.values());
        assertThat(Permission.of(VIEWER))
                .containsExactly(
                        Permission.SIGN_IN, Permission.OWN_SESSION, Permission.VIEW_INCIDENTS, Permission.VIEW_MODEL);
    }

    @Test
    void rolesHaveTheirNamesInLowerCase() {
        assertThat(Arrays.stream(UserRole.values()).map(UserRole::text))
                .containsExactly("viewer", "analyst", "lead", "admin");
        assertThat(UserRole.find("lead")).isEqualTo(LEAD);
        assertThat(UserRole.find("LEAD")).isNull();
        assertThat(Permission.EDIT_LISTS.text()).isEqualTo("edit_lists");
    }
}
