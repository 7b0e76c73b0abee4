package io.nacre.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.nacre.kafka.client.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code scripts/check-console}. */
@Command(
        name = "check-console",
        mixinStandardHelpOptions = true,
        description = "Works at a running console in Chromium, and compares what it does with the topics.")
public final class ConsoleCheck implements Callable<Integer> {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @Option(names = "--link", required = true, description = "The sign-in link that the console prints.")
    private String link = "";

    @Option(names = "--bootstrap-servers", description = "The broker; without it, nothing is compared with topics.")
    private @Nullable String brokers;

    @Option(names = "--chromium", defaultValue = "/usr/bin/chromium", description = "The browser's program.")
    private Path chromium = Path.of("/usr/bin/chromium");

    @Option(names = "--screenshots", description = "The folder for screenshots; none without it.")
    private @Nullable Path screenshots;

    @Option(names = "--only", description = "Runs only the steps whose name contains this text.")
    private String only = "";

    private ConsoleCheck() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ConsoleCheck()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (screenshots != null) {
            Files.createDirectories(screenshots);
        }
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(ARGUMENTS));
                ConsolePage page = new ConsolePage(browser, link);
                TopicWitness topics = brokers == null ? null : new TopicWitness(KafkaSettings.of(brokers))) {
            Map<String, ConsoleSteps.Step> steps = new ConsoleSteps(page, topics, screenshots).all();
            steps.keySet().removeIf(name -> !name.contains(only));
            return run(steps, page) ? 0 : 1;
        }
    }

    /** Runs every step, the later ones too where an earlier one fails. */
    private static boolean run(Map<String, ConsoleSteps.Step> steps, ConsolePage page) {
        List<String> failed = new ArrayList<>();
        steps.forEach((name, step) -> {
            long startNs = System.nanoTime();
            String problem = null;
            try {
                step.run();
            } catch (Exception | AssertionError e) {
                problem = String.valueOf(e.getMessage());
            }
            List<String> errors = page.takeErrors();
            if (problem == null && !errors.isEmpty()) {
                problem = String.join("; ", errors);
            }
            long ms = (System.nanoTime() - startNs) / 1_000_000;
            System.out.printf(
                    "%s %s (%d ms)%s%n",
                    problem == null ? "ok    " : "FAILED", name, ms, problem == null ? "" : ": " + problem);
            if (problem != null) {
                failed.add(name);
            }
        });
        System.out.println(failed.isEmpty() ? "all steps passed" : "failed: " + String.join(", ", failed));
        return failed.isEmpty();
    }
}
