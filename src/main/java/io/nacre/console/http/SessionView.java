package io.nacre.console.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.Pseudonyms.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a session sees in the response to one request, and which ids its request means by pseudonyms. */
final class SessionView {

    private static final String ATTRIBUTE = "nacre.view";

    private final MaskingPolicy masking;
    private final ConsoleSession session;
    private final Map<String, Kind> requested = new HashMap<>();

    SessionView(MaskingPolicy masking, ConsoleSession session) {
        this.masking = masking;
        this.session = session;
    }

    /** From now on, all JSON responses of the request are as the session sees them. */
    void applyTo(Context context) {
        context.attribute(ATTRIBUTE, this);
    }

    /** The view of a request with a session. */
    static SessionView of(Context context) {
        SessionView view = context.attribute(ATTRIBUTE);
        return requireNonNull(view, "the request has no session");
    }

    /** The JSON as the request's session sees it; as it is if there is no session. */
    static JsonNode masked(Context context, JsonNode json) {
        SessionView view = context.attribute(ATTRIBUTE);
        return view == null ? json : view.masked(json);
    }

    String analyst() {
        return session.analyst();
    }

    JsonNode masked(JsonNode json) {
        return JsonMasker.masked(masking, session, json, requested);
    }

    /** The id in the path of the request. */
    static String pathId(Context context) {
        return of(context).resolve(context.pathParam("id"));
    }

    /** The id that a text of the request means. */
    String resolve(String text) {
        String id = masking.resolve(session, text);
        if (!id.equals(text)) {
            requested.put(id, kind(text));
        }
        return id;
    }

    /** A text of the request in which every pseudonym becomes its id; null for null. */
    @Nullable
    String resolveWords(@Nullable String text) {
        return text == null
                ? null
                : Arrays.stream(text.strip().split("\\s+", -1))
                        .map(this::resolve)
                        .collect(Collectors.joining(" "));
    }

    /** The parameters of the request; the searched words may be pseudonyms. */
    UnaryOperator<@Nullable String> parameters(UnaryOperator<@Nullable String> values) {
        return name -> {
            String value = values.apply(name);
            return "q".equals(name) ? resolveWords(value) : value;
        };
    }

    private static Kind kind(String pseudonym) {
        return Kind.valueOf(pseudonym.substring(0, pseudonym.indexOf('~')).toUpperCase(Locale.ROOT));
    }
}
