package io.nacre.model;

import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.BundleArchive;
import io.nacre.model.bundle.BundleFormat;
import io.nacre.model.bundle.BundleSignatureFormat;
import io.nacre.model.bundle.Manifest;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.drift.DriftStatisticsTest;
import io.nacre.secret.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Bundles that somebody means harm with, by what is wrong with each; made from one that is right. */
public final class HostileBundles {

    private static final String MANIFEST = "manifest.json";

    private final Bundle good;
    private final Map<String, byte[]> all = new TreeMap<>();

    private HostileBundles(Bundle good) {
        this.good = good;
    }

    /** What is wrong, and the zip. */
    public static Map<String, byte[]> of(Bundle good) {
        DriftBaseline driftBaseline =
                DriftStatisticsTest.reference(good.inputs().width(), new float[] {1, 2, 3}, 0.25);
        HostileBundles hostile = new HostileBundles(good.with(driftBaseline));
        hostile.archives();
        hostile.manifests();
        hostile.lies();
        hostile.numbers();
        return hostile.all;
    }

    private void archives() {
        files("a bomb by size", files -> files.put("golden.f32", new byte[BundleArchive.MAX_FILE_BYTES + 1]));
        files("a bomb by ratio", files -> files.put("golden.f32", new byte[24 << 20]));
        files(
                "a bomb of many files",
                files -> BundleFormat.NUMBERS.forEach(name -> files.put(name, new byte[20 << 20])));
        files("a way out", files -> files.put("../../outside", new byte[1]));
        files("another way out", files -> files.put("..\\..\\outside", new byte[1]));
        files("an absolute path", files -> files.put("/tmp/outside", new byte[1]));
        files("a folder", files -> files.put("manifest.json/", new byte[0]));
        files("one file more", files -> files.put("model.bin", new byte[1]));
        files("a class", files -> files.put("Evil.class", new byte[1]));
        files("a Java object", files -> files.put("preprocessor.bin", javaObject()));
        files("a Java object for a manifest", files -> files.put(MANIFEST, javaObject()));
        files("a Java object for weights", files -> files.put("cascade.f32", javaObject()));
        files(
                "endless signatures",
                files -> files.put(BundleSignatureFormat.FILE, new byte[BundleSignatureFormat.MAX_FILE_BYTES + 1]));
        byte[] whole = BundleArchive.zip(BundleFormat.encode(good));
        for (int tenth = 0; tenth < 10; tenth++) {
            // The end is a second table of contents, which nobody reads.
            all.put("cut at " + tenth + "/10", Arrays.copyOf(whole, whole.length / 2 * tenth / 10));
        }
    }

    private void manifests() {
        text("deep JSON", text -> "[".repeat(100_000) + "]".repeat(100_000));
        text("deep JSON inside", text -> text.replaceFirst("\\{", "{\"x\":" + "[".repeat(99) + "]".repeat(99) + ","));
        text("huge JSON", text -> text + " ".repeat(BundleArchive.MAX_MANIFEST_BYTES));
        text("a huge text", text -> text.replaceFirst("\"id\" : \"", "$0" + "x".repeat(100_000)));
        text("a huge number", text -> text.replaceFirst("\"format\" : 3", "\"format\" : " + "2".repeat(100_000)));
        text("a huge format", text -> text.replaceFirst("\"format\" : 3", "\"format\" : \"" + "x".repeat(900) + "\""));
        text("a class by name", text -> text.replaceFirst("\\{", "{\"@class\":\"javax.script.ScriptEngineManager\","));
        text("a key twice", text -> text.replaceFirst("\\{", "{\"format\" : 3,"));
        text("two values", text -> text + text);
        text("nothing", text -> "null");
    }

    private void lies() {
        rewritten("no golden vectors", text -> text.replaceFirst("\"goldenVectors\" : \\d+", "\"goldenVectors\" : 0"));
        rewritten(
                "more golden vectors",
                text -> text.replaceFirst("\"goldenVectors\" : \\d+", "\"goldenVectors\" : 999"));
        rewritten("wider layers", text -> text.replaceFirst("\"hidden\" : \\d+", "\"hidden\" : 1024"));
        rewritten("negative layers", text -> text.replaceFirst("\"hidden\" : \\d+", "\"hidden\" : -1"));
        rewritten("more trees", text -> text.replaceFirst("\"treeNodes\" : \\d+", "\"treeNodes\" : 4194304"));
        rewritten("no time", text -> text.replaceFirst("\"created\" : \"[^\"]*\"", "\"created\" : \"never\""));
        rewritten("an infinite threshold", text -> text.replaceFirst("\"decline\" : [0-9.]+", "\"decline\" : 1e999"));
        rewritten("a null", text -> text.replaceFirst("\"calibration\" : \\{[^}]*\\}", "\"calibration\" : null"));
        rewritten(
                "a parent that draws", text -> text.replaceFirst("\"parent\" : null", "\"parent\" : \"\\\\u001b[2J\""));
        rewritten(
                "a metric that draws",
                text -> text.replaceFirst("\"metrics\" : \\{", "\"metrics\" : {\"\\\\u001b[2J\" : 1,")
                        .replace("1, }", "1 }"));
    }

    private void numbers() {
        weights("a weight that is no number", Float.NaN);
        weights("a weight without end", Float.POSITIVE_INFINITY);
        weights("a weight without beginning", Float.NEGATIVE_INFINITY);
        weights("weights of another model", 1e30f);
        for (String name : BundleFormat.NUMBERS) {
            byte[] bytes = BundleFormat.encode(good).get(name);
            number(name + " cut short", name, Arrays.copyOf(bytes, bytes.length - Float.BYTES));
            number(name + " with a byte more", name, Arrays.copyOf(bytes, bytes.length + 1));
            number(name + " empty", name, new byte[0]);
        }
        byte[] trees = BundleFormat.encode(good).get("trees.f32");
        float[] circles = FloatArrayCodec.decode(trees);
        Arrays.fill(circles, 0);
        number("trees that go in circles", "trees.f32", FloatArrayCodec.encode(circles));
        Arrays.fill(circles, 1e9f);
        number("trees that lead nowhere", "trees.f32", FloatArrayCodec.encode(circles));
    }

    private void weights(String what, float weight) {
        byte[] bytes = BundleFormat.encode(good).get("cascade.f32");
        float[] weights = FloatArrayCodec.decode(bytes);
        Arrays.fill(weights, weight);
        number(what, "cascade.f32", FloatArrayCodec.encode(weights));
    }

    /** With hashes and id that are right again: the work of somebody who knows the format. */
    private void number(String what, String name, byte[] bytes) {
        files(what, files -> {
            Manifest manifest = Manifest.read(files.get(MANIFEST), "test");
            manifest.sha256().put(name, Sha256.hex(bytes));
            files.put(name, bytes);
            files.put(MANIFEST, manifest.withId(id(manifest.withId("").bytes())).bytes());
        });
    }

    /** The same for the text of a manifest. */
    private void rewritten(String what, UnaryOperator<String> change) {
        text(what, text -> {
            String nameless = change.apply(text.replace(good.id(), ""));
            return nameless.replace(
                    "\"id\" : \"\"", "\"id\" : \"" + id(nameless.getBytes(StandardCharsets.UTF_8)) + "\"");
        });
    }

    private String id(byte[] nameless) {
        return good.id().substring(0, 9) + Sha256.hex(nameless).substring(0, 10);
    }

    private void text(String what, UnaryOperator<String> change) {
        files(what, files -> {
            String text = new String(files.get(MANIFEST), StandardCharsets.UTF_8);
            String changed = change.apply(text);
            if (changed.equals(text)) {
                throw new IllegalStateException(what + " changes nothing");
            }
            files.put(MANIFEST, changed.getBytes(StandardCharsets.UTF_8));
        });
    }

    private void files(String what, Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> files = new LinkedHashMap<>(BundleFormat.encode(good));
        change.accept(files);
        all.put(what, BundleArchive.zip(files));
    }

    private static byte[] javaObject() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("harmless")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
