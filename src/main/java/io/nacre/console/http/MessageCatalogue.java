package io.nacre.console.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The texts of the pages in one language, from the same catalogue that the browser loads. */
final class MessageCatalogue {

    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final Map<String, MessageCatalogue> LOADED = new ConcurrentHashMap<>();

    private final String language;
    private final Map<String, String> messages;

    private MessageCatalogue(String language, Map<String, String> messages) {
        this.language = language;
        this.messages = messages;
    }

    /** The catalogue of a language; that of English for any other. */
    static MessageCatalogue of(@Nullable String language) {
        return LOADED.computeIfAbsent(
                language != null && LANGUAGES.contains(language) ? language : "en", MessageCatalogue::load);
    }

    private static MessageCatalogue load(String language) {
        String file = "/io/nacre/console/web/messages." + language + ".json";
        try (InputStream in = MessageCatalogue.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + file + ": reinstall it");
            }
            return new MessageCatalogue(
                    language, new ObjectMapper().readValue(in, new TypeReference<TreeMap<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return language;
    }

    /** A text. */
    String t(String key) {
        return messages.getOrDefault(key, key);
    }

    /** The text for a code of a contract; the code itself if it has none. */
    String label(String group, String code) {
        return messages.getOrDefault(group + "." + code.toLowerCase(Locale.ROOT), code);
    }
}
