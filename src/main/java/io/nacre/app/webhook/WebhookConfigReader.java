package io.nacre.app.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.nacre.app.cli.DurationConverter;
import io.nacre.decision.Outcome;
import io.nacre.secret.SecretException;
import io.nacre.secret.SecretReferences;
import io.nacre.webhook.RetrySchedule;
import io.nacre.webhook.WebhookEndpoint;
import io.nacre.webhook.WebhookEventType;
import io.nacre.webhook.WebhookSecret;
import io.nacre.yaml.YamlTree;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Reads the endpoints of the webhooks from a YAML file. Each message names the key and the remedy. */
final class WebhookConfigReader {

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):[^}]+}");
    private static final String DEFAULT_TIMEOUT = "15s";
    private static final String DEFAULT_RETRY_FOR = "24h";
    private static final String DEFAULT_CONCURRENCY = "8";

    private static final List<String> KEYS = List.of(
            "name",
            "url",
            "events",
            "outcomes",
            "secrets",
            "timeout",
            "retry-for",
            "concurrency",
            "start",
            "allow-private",
            "ca-file");

    private final String where;
    private final JsonNode node;

    /** The keys of one endpoint. */
    private WebhookConfigReader(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    /**
     * Reads the file, and resolves the references to secrets.
     *
     * @throws IllegalArgumentException with the key and the remedy
     */
    static List<WebhookEndpoint> read(Path file) {
        JsonNode root = tree(file);
        JsonNode list = root == null ? null : root.get("endpoints");
        if (root == null || list == null || !list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException(file + " has no endpoints: start with 'endpoints:' and a list");
        }
        requireKnown(root, List.of("endpoints"), file.toString());
        List<WebhookEndpoint> endpoints = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String where = file + ": endpoints[" + i + "]";
            WebhookEndpoint endpoint = new WebhookConfigReader(where, list.get(i)).endpoint();
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException(
                        where + ".name is " + endpoint.name() + " a second time: give each endpoint its own name");
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    private static @Nullable JsonNode tree(Path file) {
        try (YAMLParser parser = YAML.createParser(Files.readString(file))) {
            return YamlTree.read(parser);
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage();
            throw new IllegalArgumentException(
                    file + " is not valid YAML: "
                            + (message == null
                                    ? ""
                                    : message.lines().findFirst().orElse("")),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is missing or not readable: check the path", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private WebhookEndpoint endpoint() {
        if (!node.isObject()) {
            throw new IllegalArgumentException(where + " has no keys: give it at least name, url, events and secrets");
        }
        requireKnown(node, KEYS, where);
        String ca = text("ca-file");
        Set<WebhookEventType> events = events();
        Set<Outcome> outcomes = outcomes(events);
        List<WebhookSecret> secrets = secrets();
        Duration timeout = duration("timeout", DEFAULT_TIMEOUT);
        Duration retryFor = duration("retry-for", DEFAULT_RETRY_FOR);
        int concurrency = number("concurrency", DEFAULT_CONCURRENCY);
        WebhookEndpoint.Start start = start();
        boolean allowPrivate = flag("allow-private");
        try {
            return new WebhookEndpoint(
                    required("name"),
                    url(),
                    events,
                    outcomes,
                    secrets,
                    timeout,
                    RetrySchedule.during(retryFor),
                    concurrency,
                    start,
                    allowPrivate,
                    ca == null ? null : Path.of(ca));
        } catch (IllegalArgumentException e) {
            throw e instanceof ConfigKeyException ? e : error("." + e.getMessage());
        }
    }

    private URI url() {
        try {
            return new URI(required("url"));
        } catch (URISyntaxException e) {
            // The message of the exception quotes the URL, which may be secret.
            throw error(".url is not a URL: correct it");
        }
    }

    private Set<WebhookEventType> events() {
        Set<WebhookEventType> events = EnumSet.noneOf(WebhookEventType.class);
        for (String name : texts("events")) {
            events.add(Arrays.stream(WebhookEventType.values())
                    .filter(type -> type.configName().equals(name))
                    .findAny()
                    .orElseThrow(
                            () -> error(".events has an unknown event: use decisions, alerts or account-actions")));
        }
        return events;
    }

    private Set<Outcome> outcomes(Set<WebhookEventType> events) {
        if (!node.has("outcomes")) {
            return EnumSet.allOf(Outcome.class);
        }
        if (!events.contains(WebhookEventType.DECISION)) {
            throw error(".outcomes selects decisions, and events has none: add decisions, or remove outcomes");
        }
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (String name : texts("outcomes")) {
            outcomes.add(Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.name().toLowerCase(Locale.ROOT).equals(name))
                    .findAny()
                    .orElseThrow(() -> error(".outcomes has an unknown outcome: use "
                            + Arrays.stream(Outcome.values())
                                    .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")))));
        }
        return outcomes;
    }

    private List<WebhookSecret> secrets() {
        List<WebhookSecret> secrets = new ArrayList<>();
        for (String reference : texts("secrets")) {
            if (!REFERENCE.matcher(reference).matches()) {
                throw error(".secrets has a text that is no reference: give ${env:NAME} or ${file:/path}");
            }
            try {
                secrets.add(WebhookSecret.parse(SecretReferences.revealed(reference)));
            } catch (IllegalArgumentException e) {
                throw error(".secrets: " + reference + " " + e.getMessage());
            } catch (SecretException e) {
                throw error(".secrets: " + e.getMessage());
            }
        }
        return secrets;
    }

    private WebhookEndpoint.Start start() {
        String text = text("start");
        if (text == null || text.equals("latest")) {
            return WebhookEndpoint.Start.LATEST;
        }
        if (text.equals("earliest")) {
            return WebhookEndpoint.Start.EARLIEST;
        }
        throw error(".start is unknown: use latest or earliest");
    }

    private Duration duration(String key, String other) {
        String text = text(key);
        try {
            return new DurationConverter().convert(text == null ? other : text);
        } catch (TypeConversionException e) {
            throw error("." + key + ": " + e.getMessage());
        }
    }

    private int number(String key, String other) {
        String text = text(key);
        String digits = text == null ? other : text;
        if (!digits.matches("\\d{1,6}")) {
            throw error("." + key + " is not a whole number: correct it");
        }
        return Integer.parseInt(digits);
    }

    private boolean flag(String key) {
        String text = text(key);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw error("." + key + " is not true or false: correct it");
    }

    private String required(String key) {
        String text = text(key);
        if (text == null) {
            throw error("." + key + " is missing: set it");
        }
        return text;
    }

    private @Nullable String text(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw error("." + key + " has no plain value: set one, or remove the key");
        }
        return value.textValue().strip();
    }

    private List<String> texts(String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isArray() || value.isEmpty()) {
            throw error("." + key + " is missing or empty: give a list");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : value) {
            if (!entry.isTextual()) {
                throw error("." + key + " has an entry without a plain value: correct it");
            }
            texts.add(entry.textValue().strip());
        }
        return texts;
    }

    private static void requireKnown(JsonNode object, Collection<String> known, String where) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        where + " has the unknown key " + name + ": use " + String.join(", ", known));
            }
        }
    }

    private ConfigKeyException error(String what) {
        return new ConfigKeyException(where + what);
    }

    /** An error whose message already names the key. */
    private static final class ConfigKeyException extends IllegalArgumentException {
        private ConfigKeyException(String message) {
            super(message);
        }
    }
}
