package io.nacre.bench.load;

import io.nacre.app.Nacre;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A broker in a JVM of its own, so that what it costs is nobody else's. Its data is deleted at the end. */
public final class BrokerProcess implements AutoCloseable {

    private static final Pattern PLACE = Pattern.compile("Broker at (\\S+),.*");
    private static final long PATIENCE_S = 20;

    private final Process process;
    private final Path folder;
    private final String brokers;

    private BrokerProcess(Process process, Path folder, String brokers) {
        this.process = process;
        this.folder = folder;
        this.brokers = brokers;
    }

    /** @param folder for its data; it must not be there yet */
    public static BrokerProcess start(Path folder) throws IOException {
        delete(folder);
        Process process = Jvm.start(List.of(
                "-Xmx768m", Nacre.class.getName(), "broker", "--port", "0", "--folder", folder.toString()));
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        Matcher place = PLACE.matcher(String.valueOf(line));
        if (!place.matches()) {
            process.destroyForcibly();
            throw new IOException("the broker did not start: " + line);
        }
        return new BrokerProcess(process, folder, place.group(1));
    }

    public String brokers() {
        return brokers;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
