package io.nacre.bench.load;

import io.nacre.app.Nacre;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker in its own JVM, so that its cost is measured separately. */
public final class BrokerProcess implements AutoCloseable {

    private static final Pattern PLACE = Pattern.compile("Broker at (\\S+),.*");
    private static final long PATIENCE_S = 20;

    private final Process process;
    private final String brokers;

    private BrokerProcess(Process process, String brokers) {
        this.process = process;
        this.brokers = brokers;
    }

    /** @param folder for its data only */
    public static BrokerProcess start(Path folder) throws IOException {
        Process process = Jvm.start(
                List.of("-Xmx768m", Nacre.class.getName(), "broker", "--port", "0", "--folder", folder.toString()));
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        Matcher place = PLACE.matcher(String.valueOf(line));
        if (!place.matches()) {
            process.destroyForcibly();
            throw new IOException("the broker did not start: " + line);
        }
        return new BrokerProcess(process, place.group(1));
    }

    public String brokers() {
        return brokers;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
