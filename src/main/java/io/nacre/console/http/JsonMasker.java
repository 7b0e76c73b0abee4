package io.nacre.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.access.MaskedRow;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.Pseudonyms.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks the personal data in one response. It first notes every id that the response has, then replaces the ids where
 * they stand, and in all texts. Each object is a row of the nearest account: its own, or that of the object around it.
 * Raw records are removed.
 */
final class JsonMasker {

    private static final String RAW = "raw";
    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final String LABEL = "label";
    private static final String ACCOUNT_ID = "account_id";
    private static final String SUBJECT = "subject";
    private static final String VALUE = "value";
    private static final String DETAIL = "detail";

    /** Fields that hold an id of one kind. */
    private static final Map<String, Kind> ID_FIELDS = Map.of(
            ACCOUNT_ID,
            Kind.ACCOUNT,
            "ip",
            Kind.IP,
            "device_id",
            Kind.DEVICE,
            "counterparty_id",
            Kind.COUNTERPARTY,
            "card_token",
            Kind.CARD);

    /** The kinds by the names of entities, in pages, lists and shared incidents. Merchants are no persons. */
    private static final Map<String, Kind> ENTITIES = Map.of(
            "account",
            Kind.ACCOUNT,
            "ip",
            Kind.IP,
            "device",
            Kind.DEVICE,
            "counterparty",
            Kind.COUNTERPARTY,
            "payee",
            Kind.COUNTERPARTY,
            "card",
            Kind.CARD);

    /** Fields in which an id is part of something else, such as a digit of a time. */
    private static final Set<String> NEVER_MASKED = Set.of(
            "transaction_id",
            "incident_id",
            "parent_incident_id",
            "open_incident",
            "note_id",
            "bundle_id",
            "rule_id",
            "merchant",
            "merchant_id",
            "merchant_category",
            "country",
            "currency",
            "loss_currency",
            "reporting_currency",
            "code",
            "feature",
            "layer",
            "kind",
            "at",
            "now",
            "event_time",
            "analyst",
            "actor",
            "assignee",
            "console_id",
            "csrf_token");

    /** Entries of the audit log whose detail is what a user typed, or a path. */
    private static final Set<String> ACTIONS_WITH_TYPED_DETAIL =
            Set.of("search", "export", "denied", "check-rule", "publish-rule");

    /** An address may also stand in a text without a field of its own. */
    private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?\\b");

    private final MaskingPolicy masking;
    private final ConsoleSession session;
    private final Map<String, Kind> known;

    /** Neighbours of a revealed account, as the graph names them. */
    private final Set<String> shownNodes = new HashSet<>();

    private JsonMasker(MaskingPolicy masking, ConsoleSession session, Map<String, Kind> known) {
        this.masking = masking;
        this.session = session;
        this.known = known;
    }

    /**
     * The JSON as a session sees it.
     *
     * @param requested the ids that the request named, with their kinds
     */
    static JsonNode masked(MaskingPolicy masking, ConsoleSession session, JsonNode json, Map<String, Kind> requested) {
        if (!masking.isMasked(session.role())) {
            return json;
        }
        JsonMasker masker = new JsonMasker(masking, session, new HashMap<>(requested));
        JsonNode copy = json.deepCopy();
        masker.learn(copy);
        masker.known.keySet().removeIf(id -> id.isEmpty() || session.isRevealed(id));
        return masker.mask("", copy, null);
    }

    private void learn(JsonNode node) {
        if (node instanceof ArrayNode array) {
            array.forEach(this::learn);
        } else if (node instanceof ObjectNode object) {
            object.remove(RAW);
            ID_FIELDS.forEach((field, kind) -> learn(object.path(field), kind));
            Kind typed = typedKind(object);
            if (typed != null) {
                learn(bareId(object), typed);
            }
            Kind listed = listedKind(object);
            if (listed != null) {
                learn(object.path(VALUE), listed);
            }
            if (isAuditEntry(object)) {
                learn(object.path(SUBJECT), auditedKind(object));
            }
            learnEntity(object.path("entity"));
            learnNeighbours(object.path("edges"));
            object.forEach(this::learn);
        } else if (node.isTextual()) {
            Matcher address = IPV4.matcher(node.textValue());
            while (address.find()) {
                known.putIfAbsent(address.group(), Kind.IP);
            }
        }
    }

    private void learn(JsonNode id, Kind kind) {
        if (id.isTextual()) {
            known.putIfAbsent(id.textValue(), kind);
        }
    }

    private void learnEntity(JsonNode entity) {
        String[] parts = entity.isTextual() ? entity.textValue().split(" ", 2) : new String[0];
        Kind kind = parts.length < 2 ? null : entityKind(parts[0]);
        if (kind != null) {
            known.putIfAbsent(parts[1], kind);
        }
    }

    private void learnNeighbours(JsonNode edges) {
        for (JsonNode edge : edges) {
            String from = edge.path("from").asText();
            if (from.startsWith("account:") && session.isRevealed(from.substring("account:".length()))) {
                shownNodes.add(edge.path("to").asText());
            }
        }
    }

    private JsonNode mask(String field, JsonNode node, @Nullable String account) {
        if (node instanceof ArrayNode array) {
            for (int k = 0; k < array.size(); k++) {
                array.set(k, mask(field, array.get(k), account));
            }
        } else if (node instanceof ObjectNode object) {
            maskObject(object, account);
        } else if (node.isTextual() && !isNeverMasked(field)) {
            return text(masking.row(session, account), node.textValue());
        }
        return node;
    }

    private void maskObject(ObjectNode object, @Nullable String outer) {
        String account = object.has("edges") ? null : accountOf(object, outer);
        MaskedRow row = masking.row(session, account);
        Kind typed = typedKind(object);
        Kind listed = listedKind(object);
        boolean audit = isAuditEntry(object);
        boolean node = typed != null && object.has(LABEL);
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String field = entry.getKey();
            JsonNode value = entry.getValue();
            String text = value.isTextual() ? value.textValue() : null;
            Kind kind = ID_FIELDS.get(field);
            if (text == null) {
                entry.setValue(mask(field, value, account));
            } else if (kind != null) {
                entry.setValue(id(row, kind, text));
            } else if (node && typed != null && (field.equals(ID) || field.equals(LABEL))) {
                String key = object.path(TYPE).asText() + ":" + bareId(text, object);
                String shown = nodeName(key);
                entry.setValue(TextNode.valueOf(field.equals(ID) ? shown : shown.substring(shown.indexOf(':') + 1)));
            } else if (typed != null && field.equals(ID)) {
                entry.setValue(id(row, typed, text));
            } else if (listed != null && field.equals(VALUE)) {
                entry.setValue(id(row, listed, text));
            } else if (audit && field.equals(SUBJECT)) {
                entry.setValue(id(row, auditedKind(object), text));
            } else if (audit
                    && field.equals(DETAIL)
                    && ACTIONS_WITH_TYPED_DETAIL.contains(object.path("action").asText())) {
                entry.setValue(NullNode.getInstance());
            } else if ((field.equals("from") || field.equals("to")) && text.indexOf(':') > 0) {
                entry.setValue(TextNode.valueOf(nodeName(text)));
            } else {
                entry.setValue(mask(field, value, account));
            }
        }
    }

    /** The name of a node of the graph: the ends of edges must stay equal to the nodes. */
    private String nodeName(String key) {
        int colon = key.indexOf(':');
        Kind kind = ENTITIES.get(key.substring(0, colon));
        if (kind == null || shownNodes.contains(key)) {
            return key;
        }
        MaskedRow row = masking.row(session, null);
        return key.substring(0, colon + 1)
                + id(row, kind, key.substring(colon + 1)).textValue();
    }

    private TextNode id(MaskedRow row, Kind kind, String id) {
        @Nullable
        String shown = switch (kind) {
            case ACCOUNT -> row.account(id);
            case IP -> row.ip(id);
            case DEVICE -> row.device(id);
            case COUNTERPARTY -> row.counterparty(id);
            case CARD -> row.card(id);
        };
        return TextNode.valueOf(shown == null ? "" : shown);
    }

    private TextNode text(MaskedRow row, String text) {
        String masked = row.text(text, known);
        return TextNode.valueOf(masked == null ? "" : masked);
    }

    /** The account that an object is about. The page of an incident has the account in its incident. */
    private static @Nullable String accountOf(ObjectNode object, @Nullable String outer) {
        JsonNode own = object.path(ACCOUNT_ID);
        if (own.isMissingNode()) {
            own = object.path("incident").path(ACCOUNT_ID);
        }
        if (own.isTextual()) {
            return own.textValue();
        }
        return typedKind(object) == Kind.ACCOUNT ? bareId(object).textValue() : outer;
    }

    /** The kind of an object with a type and an id, such as a neighbour; null if it is no such object. */
    private static @Nullable Kind typedKind(ObjectNode object) {
        return object.path(ID).isTextual() ? ENTITIES.get(object.path(TYPE).asText()) : null;
    }

    private static JsonNode bareId(ObjectNode object) {
        return TextNode.valueOf(bareId(object.path(ID).asText(), object));
    }

    /** The id of a typed object, without the type that a node of the graph has before it. */
    private static String bareId(String id, ObjectNode object) {
        String prefix = object.path(TYPE).asText() + ":";
        return object.has(LABEL) && id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    /** The kind of the value of a list entry; null if it is none, or no personal data. */
    private static @Nullable Kind listedKind(ObjectNode object) {
        return object.path(VALUE).isTextual() ? entityKind(object.path(SUBJECT).asText()) : null;
    }

    private static boolean isAuditEntry(ObjectNode object) {
        return object.has("console_id") && object.has("action");
    }

    private static Kind auditedKind(ObjectNode object) {
        Kind kind = entityKind(object.path(DETAIL).asText());
        return kind == null ? Kind.ACCOUNT : kind;
    }

    private static @Nullable Kind entityKind(String name) {
        return ENTITIES.get(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isNeverMasked(String field) {
        return field.endsWith("_at") || NEVER_MASKED.contains(field);
    }
}
