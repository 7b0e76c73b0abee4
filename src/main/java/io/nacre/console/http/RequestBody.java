package io.nacre.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.nacre.console.work.RequestRefusedException;
import io.nacre.console.work.RequestRefusedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request, with errors that name the field. */
final class RequestBody {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode body;

    private RequestBody(JsonNode body) {
        this.body = body;
    }

    static RequestBody of(Context context) {
        try {
            JsonNode body = JSON.readTree(context.bodyAsBytes());
            if (body == null || !body.isObject()) {
                throw invalid(null, "the body is not a JSON object", "send a JSON object");
            }
            return new RequestBody(body);
        } catch (JsonProcessingException e) {
            throw invalid(null, "the body is not JSON: " + e.getOriginalMessage(), "send a JSON object in UTF-8");
        } catch (java.io.IOException e) {
            throw invalid(null, "the body cannot be read", "send it again");
        }
    }

    static RequestRefusedException invalid(@Nullable String field, String message, String remedy) {
        return new RequestRefusedException(Kind.INVALID, field, message, remedy);
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            throw invalid(field, field + " is missing", "give a text");
        }
        return text;
    }

    /** Null if it is missing, null or blank. */
    @Nullable
    String optionalText(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(field, field + " is not a text", "give a text");
        }
        String text = value.textValue().strip();
        return text.isEmpty() ? null : text;
    }

    /** The texts of an array, each once. */
    Set<String> texts(String field, int max) {
        JsonNode values = body.path(field);
        if (!values.isArray() || values.isEmpty() || values.size() > max) {
            throw invalid(field, field + " is not an array of 1 to " + max + " texts", "give 1 to " + max);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw invalid(field, field + " has a value that is not a text", "give texts");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    @Nullable
    Long optionalNumber(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw invalid(field, field + " is not a whole number", "give a whole number");
        }
        return value.longValue();
    }

    boolean flag(String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw invalid(field, field + " is neither true nor false", "give true or false");
        }
        return value.asBoolean(false);
    }

    /** A length in hours; null for no end. */
    @Nullable
    Duration optionalHours(String field) {
        Long hours = optionalNumber(field);
        if (hours == null) {
            return null;
        }
        if (hours < 1 || hours > Duration.ofDays(3_650).toHours()) {
            throw invalid(field, field + " is " + hours, "give 1 hour to 10 years, or null for no end");
        }
        return Duration.ofHours(hours);
    }

    long time(String field) {
        try {
            return Instant.parse(text(field)).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw invalid(field, field + " is not a time", "give a time such as 2026-11-30T09:00:00Z");
        }
    }

    <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        return oneOf(field, type, text(field));
    }

    <E extends Enum<E>> @Nullable E optionalOneOf(String field, Class<E> type) {
        String text = optionalText(field);
        return text == null ? null : oneOf(field, type, text);
    }

    /** The constant of a name, in any case. */
    static <E extends Enum<E>> E oneOf(String field, Class<E> type, String text) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> invalid(field, field + " is '" + text + "'", "give one of " + constants));
    }
}
