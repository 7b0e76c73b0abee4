package io.nacre.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.Pseudonyms;
import io.nacre.console.access.Pseudonyms.Kind;
import io.nacre.console.access.SessionLimits;
import io.nacre.console.access.Sessions;
import io.nacre.console.access.TestUsers;
import io.nacre.console.access.UserRole;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonMaskerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);
    private final MaskingPolicy masking = new MaskingPolicy(pseudonyms, Set.of(UserRole.VIEWER, UserRole.ANALYST));
    private final ConsoleSession session = new Sessions(SessionLimits.DEFAULT, name -> null, Clock.systemUTC())
            .start(TestUsers.user("ann", UserRole.ANALYST))
            .session();

    private JsonNode masked(String json) throws Exception {
        return JsonMasker.masked(masking, session, JSON.readTree(json), Map.of());
    }

    @Test
    void masksEveryPlaceOfAnIdAlike() throws Exception {
        JsonNode masked = masked("""
                {"incident": {"account_id": "a-1", "entity": "IP 203.0.113.9", "raw": {"account_id": "a-1"}},
                 "payments": [{"account_id": "a-1", "ip": "203.0.113.9", "device_id": "d-1", "counterparty_id": "c-1",
                   "card_token": "k-1", "transaction_id": "a-1-7", "cause_detail": "WATCH DEVICE d-1"}],
                 "notes": [{"text": "a-1 and 198.51.100.7 paid c-1", "actor": "ann"}],
                 "anything": ["k-1"], "ip": null, "count": 1}""");

        String account = pseudonyms.of(Kind.ACCOUNT, "a-1");
        String counterparty = pseudonyms.of(Kind.COUNTERPARTY, "c-1");
        assertThat(masked.at("/incident/account_id").asText()).isEqualTo(account);
        assertThat(masked.at("/incident/entity").asText()).isEqualTo("IP " + pseudonyms.of(Kind.IP, "203.0.113.9"));
        assertThat(masked.at("/incident").has("raw")).isFalse();
        assertThat(masked.at("/payments/0/ip").asText()).isEqualTo(pseudonyms.of(Kind.IP, "203.0.113.9"));
        assertThat(masked.at("/payments/0/counterparty_id").asText()).isEqualTo(counterparty);
        assertThat(masked.at("/payments/0/card_token").asText()).isEqualTo(pseudonyms.of(Kind.CARD, "k-1"));
        assertThat(masked.at("/payments/0/transaction_id").asText()).isEqualTo("a-1-7");
        assertThat(masked.at("/payments/0/cause_detail").asText())
                .isEqualTo("WATCH DEVICE " + pseudonyms.of(Kind.DEVICE, "d-1"));
        assertThat(masked.at("/notes/0/text").asText())
                .isEqualTo(account + " and " + pseudonyms.of(Kind.IP, "198.51.100.7") + " paid " + counterparty);
        assertThat(masked.at("/notes/0/actor").asText()).isEqualTo("ann");
        assertThat(masked.at("/anything/0").asText()).isEqualTo(pseudonyms.of(Kind.CARD, "k-1"));
        assertThat(masked.get("ip").isNull()).isTrue();
        assertThat(masked.get("count").asInt()).isEqualTo(1);
    }

    @Test
    void theEndsOfEdgesStayTheNodes() throws Exception {
        session.reveal("a-1");

        JsonNode masked = masked("""
                {"type": "account", "id": "a-1", "neighbours": {
                 "nodes": [{"id": "account:a-1", "type": "account", "label": "a-1"},
                   {"id": "device:d-1", "type": "device", "label": "d-1"},
                   {"id": "account:a-2", "type": "account", "label": "a-2"},
                   {"id": "ip:203.0.113.9", "type": "ip", "label": "203.0.113.9"},
                   {"id": "merchant:m-1", "type": "merchant", "label": "m-1"}],
                 "edges": [{"from": "account:a-1", "to": "device:d-1", "count": 2},
                   {"from": "account:a-2", "to": "device:d-1", "count": 1},
                   {"from": "account:a-2", "to": "ip:203.0.113.9", "count": 1},
                   {"from": "account:a-2", "to": "merchant:m-1", "count": 1}]}}""");

        String other = "account:" + pseudonyms.of(Kind.ACCOUNT, "a-2");
        String address = pseudonyms.of(Kind.IP, "203.0.113.9");
        assertThat(masked.get("id").asText()).isEqualTo("a-1");
        JsonNode graph = masked.get("neighbours");
        assertThat(graph.get("nodes").findValuesAsText("id"))
                .containsExactly("account:a-1", "device:d-1", other, "ip:" + address, "merchant:m-1");
        assertThat(graph.at("/nodes/3/label").asText()).isEqualTo(address);
        assertThat(graph.get("edges").findValuesAsText("from")).containsExactly("account:a-1", other, other, other);
        assertThat(graph.get("edges").findValuesAsText("to"))
                .containsExactly("device:d-1", "device:d-1", "ip:" + address, "merchant:m-1");
    }

    @Test
    void onlyTheRowsOfARevealedAccountAreShown() throws Exception {
        session.reveal("a-1");

        JsonNode masked = masked("""
                {"items": [{"account_id": "a-1", "ip": "203.0.113.9", "text": "a-1"},
                  {"account_id": "a-2", "ip": "203.0.113.9", "text": "a-1 and a-2"}]}""");

        assertThat(masked.at("/items/0").toString())
                .isEqualTo("{\"account_id\":\"a-1\",\"ip\":\"203.0.113.9\",\"text\":\"a-1\"}");
        assertThat(masked.at("/items/1/ip").asText()).startsWith("ip~");
        assertThat(masked.at("/items/1/text").asText()).isEqualTo("a-1 and " + pseudonyms.of(Kind.ACCOUNT, "a-2"));
    }

    @Test
    void masksListEntriesAndTheAuditLog() throws Exception {
        JsonNode masked = masked("""
                {"lists": [{"subject": "DEVICE", "value": "d-1", "reason": "d-1 again"},
                  {"subject": "MERCHANT", "value": "m-1", "reason": ""}],
                 "entries": [{"console_id": "c", "action": "read", "subject": "d-1", "detail": "device"},
                  {"console_id": "c", "action": "search", "subject": null, "detail": "jane doe"}]}""");

        String device = pseudonyms.of(Kind.DEVICE, "d-1");
        assertThat(masked.at("/lists/0/value").asText()).isEqualTo(device);
        assertThat(masked.at("/lists/0/reason").asText()).isEqualTo(device + " again");
        assertThat(masked.at("/lists/1/value").asText()).isEqualTo("m-1");
        assertThat(masked.at("/entries/0/subject").asText()).isEqualTo(device);
        assertThat(masked.at("/entries/1/detail").isNull()).isTrue();
    }
}
