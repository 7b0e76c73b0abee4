package io.nacre.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The console's pages: our own files, and one library. */
final class StaticFiles {

    private static final String WEB = "/io/nacre/console/web/";
    private static final String INDEX = "index.html";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    private static final String LIBRARY = "/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    /** Sends a file of ours; every other path is a page, which index.html shows. */
    void page(Context context) {
        String name = context.path().substring(1);
        byte[] content = NAME.matcher(name).matches() && name.contains(".") ? content(WEB + name) : null;
        if (content != null) {
            send(context, name, content);
        } else {
            send(context, INDEX, requireContent(WEB + INDEX));
        }
    }

    /** Sends htm with Preact, of which all pages are made. */
    void library(Context context) {
        send(context, "htm.js", requireContent(LIBRARY));
    }

    private static void send(Context context, String name, byte[] content) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        // The browser asks whether the file is still the same, so that a new version of the console shows at once.
        context.header("Cache-Control", "no-cache")
                .contentType(type == null ? "application/octet-stream" : type)
                .result(content);
    }

    private byte[] requireContent(String resource) {
        byte[] content = content(resource);
        if (content == null) {
            throw new IllegalStateException("the program lacks " + resource + ": reinstall it");
        }
        return content;
    }

    private byte @Nullable [] content(String resource) {
        byte[] known = contents.get(resource);
        if (known != null) {
            return known;
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            contents.put(resource, content);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
