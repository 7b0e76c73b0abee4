package io.nacre.yaml;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A YAML tree with every scalar as text. YAML reads {@code NO} as false and {@code 0742} as 482, but a mapping needs
 * the country and the merchant category code. The type of the key decides how a text is parsed.
 */
public final class YamlTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** More levels than any of our files has. */
    private static final int MAX_DEPTH = 20;

    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final YAMLParser parser;

    private YamlTree(YAMLParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one document; null if it is empty.
     *
     * @throws IllegalArgumentException for a document that the file's author should correct, with the line and the
     *     remedy
     */
    public static @Nullable JsonNode read(YAMLParser parser) throws IOException {
        YamlTree tree = new YamlTree(parser);
        JsonNode root = parser.nextToken() == null ? null : tree.node(0);
        if (parser.nextToken() != null) {
            throw tree.refused("a second document follows: remove it");
        }
        return root;
    }

    private JsonNode node(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw refused("keys are nested deeper than " + MAX_DEPTH + " levels");
        }
        Object tag = parser.getTypeId();
        if (tag != null && !TEXT_TAG.endsWith(tag.toString())) {
            throw refused("the tag " + tag + " is not supported: write the plain value");
        }
        if (parser.isCurrentAlias()) {
            throw refused("an alias is not supported: repeat the value");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                scalar(token, parser.getText());
            default -> throw refused("a value is missing");
        };
    }

    private ObjectNode object(int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (object.has(key)) {
                throw refused("the key " + key + " occurs twice: remove one");
            }
            parser.nextToken();
            object.set(key, node(depth + 1));
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(depth + 1));
        }
        return array;
    }

    /** A key without a value is null; the text "null" is a text. */
    private static JsonNode scalar(JsonToken token, @Nullable String text) {
        boolean none = text == null || (token == JsonToken.VALUE_NULL && text.isEmpty());
        return none ? NODES.nullNode() : NODES.textNode(text);
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("line " + parser.currentLocation().getLineNr() + ": " + why);
    }
}
