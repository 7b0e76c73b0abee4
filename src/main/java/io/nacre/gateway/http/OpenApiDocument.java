package io.nacre.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonSchemas;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.gateway.GatewaySettings;
import io.nacre.http.ProblemDetail;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/** The description of the interface in OpenAPI 3.1. The schemas are those of the contracts. */
final class OpenApiDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectNode DOCUMENT = build();

    private OpenApiDocument() {}

    static ObjectNode document() {
        return DOCUMENT;
    }

    /** The description as a page for people. */
    static String page() {
        StringBuilder html = new StringBuilder(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Nacre gateway</title>"
                        + "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                        + "pre{background:#f4f4f4;padding:1rem;overflow:auto}</style><h1>Nacre gateway</h1>"
                        + "<p>For programs: <a href=\"/openapi.json\">/openapi.json</a>.</p>");
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> html.append("<h2>")
                                .append(method.getKey().toUpperCase(Locale.ROOT))
                                .append(' ')
                                .append(escape(path.getKey()))
                                .append("</h2><p>")
                                .append(escape(
                                        method.getValue().get("description").asText()))
                                .append("</p>")));
        html.append("<h2>Schemas</h2>");
        DOCUMENT.at("/components/schemas")
                .properties()
                .forEach(schema -> html.append("<h3>")
                        .append(escape(schema.getKey()))
                        .append("</h3><pre>")
                        .append(escape(pretty(schema.getValue())))
                        .append("</pre>"));
        return html.toString();
    }

    private static ObjectNode build() {
        ObjectNode root = NODES.objectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Nacre gateway")
                .put("version", "1")
                .put(
                        "description",
                        "Answers transactions with decisions, by a deadline. Where no decision comes in time, the answer"
                                + " is a stand-in, and says so.");
        ObjectNode paths = root.putObject("paths");
        ObjectNode decide = operation(
                paths,
                "/v1/decisions",
                "post",
                "Decides one transaction. The answer comes by the deadline: a decision, or a stand-in with"
                        + " stand_in: true. The same transaction gets the same answer again.");
        deadline(decide);
        body(decide, reference("Transaction"));
        answers(decide, reference("Answer"), 400, 401, 403, 408, 409, 413, 415, 429);
        ObjectNode batch = operation(
                paths,
                "/v1/decisions/batch",
                "post",
                "Decides up to " + DecisionEndpoints.MAX_BATCH
                        + " transactions, an array, with one deadline. Each answer has a status of its own.");
        deadline(batch);
        ObjectNode array = NODES.objectNode().put("type", "array").put("maxItems", DecisionEndpoints.MAX_BATCH);
        array.set("items", reference("Transaction"));
        body(batch, array);
        answers(batch, reference("BatchAnswer"), 400, 401, 403, 408, 413, 415, 429);
        ObjectNode find =
                operation(paths, "/v1/decisions/{id}", "get", "Finds the decision on a transaction of the last hour.");
        parameter(find, "id", "path", "string", true, "Id of the transaction.");
        parameter(find, "account_id", "query", "string", true, "Account of the payer.");
        answers(find, reference("Answer"), 400, 401, 403, 404, 429);
        schemas(root.putObject("components"));
        return root;
    }

    private static void schemas(ObjectNode components) {
        ObjectNode schemas = components.putObject("schemas");
        schemas.set("Transaction", schema(Contract.TRANSACTION));
        schemas.set("Decision", answer(schema(Contract.DECISION), false));
        schemas.set("StandIn", answer(schema(Contract.STAND_IN), true));
        ObjectNode either = schemas.putObject("Answer");
        either.putArray("oneOf").add(reference("Decision")).add(reference("StandIn"));
        ObjectNode batch = schemas.putObject("BatchAnswer").put("type", "object");
        ObjectNode item = batch.putObject("properties")
                .putObject("answers")
                .put("type", "array")
                .putObject("items");
        item.put("type", "object");
        ObjectNode fields = item.putObject("properties");
        fields.putObject("status").put("type", "integer");
        fields.set("decision", reference("Answer"));
        fields.set("problem", reference("Problem"));
        ObjectNode problem = schemas.putObject("Problem")
                .put("type", "object")
                .put("description", "An error by RFC 9457, with a stable code, the field and the remedy.");
        ObjectNode parts = problem.putObject("properties");
        for (String text : new String[] {"type", "title", "detail", "field", "remedy"}) {
            parts.putObject(text).put("type", "string");
        }
        parts.putObject("status").put("type", "integer");
        parts.putObject("code")
                .put("type", "string")
                .put(
                        "description",
                        "For a transaction that breaks the contract one of: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(RejectionCode.values())
                                                .map(Enum::name)
                                                .toList())
                                + ".");
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer");
    }

    /** The schema of a contract. By its own id, references in it lead to its own definitions. */
    private static ObjectNode schema(Contract<?> contract) {
        return JsonSchemas.of(contract).put("$id", "urn:nacre:schema:" + contract.name());
    }

    /** The schema of a contract with the field that tells decisions from stand-ins. */
    private static ObjectNode answer(ObjectNode schema, boolean standIn) {
        ((ObjectNode) schema.get("properties")).putObject("stand_in").put("const", standIn);
        return schema;
    }

    private static ObjectNode operation(ObjectNode paths, String path, String method, String description) {
        ObjectNode operation = paths.withObjectProperty(path).putObject(method).put("description", description);
        operation.putArray("security").addObject().putArray("key");
        return operation;
    }

    private static void deadline(ObjectNode operation) {
        parameter(
                operation,
                "deadline_ms",
                "query",
                "integer",
                false,
                "Milliseconds until the answer, " + GatewaySettings.MIN_DEADLINE.toMillis() + " to "
                        + GatewaySettings.MAX_DEADLINE.toMillis() + "; default "
                        + GatewaySettings.DEFAULT_DEADLINE.toMillis() + ".");
    }

    private static void parameter(
            ObjectNode operation, String name, String in, String type, boolean required, String description) {
        operation
                .withArrayProperty("parameters")
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .put("description", description)
                .putObject("schema")
                .put("type", type);
    }

    private static void body(ObjectNode operation, ObjectNode schema) {
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/json")
                .set("schema", schema);
    }

    private static void answers(ObjectNode operation, ObjectNode schema, int... problems) {
        ObjectNode responses = operation.putObject("responses");
        content(responses, "200", "The answer.", "application/json", schema);
        for (int status : problems) {
            content(
                    responses,
                    Integer.toString(status),
                    "A problem.",
                    ProblemDetail.CONTENT_TYPE,
                    reference("Problem"));
        }
    }

    private static void content(
            ObjectNode responses, String status, String description, String type, ObjectNode schema) {
        responses
                .putObject(status)
                .put("description", description)
                .putObject("content")
                .putObject(type)
                .set("schema", schema);
    }

    private static ObjectNode reference(String schema) {
        return NODES.objectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private static String pretty(JsonNode node) {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
