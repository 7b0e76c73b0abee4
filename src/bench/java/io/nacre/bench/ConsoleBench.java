package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.ConsoleClient;
import io.nacre.bench.load.ConsoleClient.Answer;
import io.nacre.bench.load.ConsoleDatabases;
import io.nacre.bench.load.ConsoleUnderTest;
import io.nacre.bench.load.StoreDigest;
import io.nacre.bench.load.SyntheticIncidents;
import io.nacre.bench.measure.Result;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the analyst console with a full queue. */
@Command(
        name = "console",
        description = {
            "Measure the analyst console with a full queue.",
            "Fills the topics with incidents, lets a console fill its store from them, and requests the queue, incident"
                    + " pages and changes over HTTP.",
            "Then many analysts take incidents, write a note and give a verdict at the same time. The run is invalid if"
                    + " two of them get the same incident, or if a note or a verdict is lost."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench console", "  nacre bench console --incidents 20000 --database postgresql"})
final class ConsoleBench extends Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration SMALL_STEP = Duration.ofMillis(50);
    private static final Map<String, String> QUEUES = new LinkedHashMap<>();

    static {
        QUEUES.put("queue, by loss", "/api/incidents?status=open");
        QUEUES.put("queue, oldest", "/api/incidents?status=open&sort=oldest");
        QUEUES.put("queue, by due time", "/api/incidents?status=open&sort=due");
        QUEUES.put("queue, one severity", "/api/incidents?status=open&severity=high");
        QUEUES.put("queue, unassigned and a loss", "/api/incidents?status=open&assignee=none&min_loss=1000");
        QUEUES.put("queue, one country", "/api/incidents?status=open&country=DE");
        QUEUES.put("queue, a text", "/api/incidents?status=open&q=acct-77");
        QUEUES.put("queue, page 1000", "/api/incidents?status=open&offset=49950");
    }

    @Option(names = "--incidents", defaultValue = "100000", description = "Number of incidents; default 100000.")
    private int incidents;

    @Option(
            names = "--payments",
            defaultValue = "4",
            description = "Number of payments for each incident; one is suspicious. Default 4.")
    private int payments;

    @Option(names = "--requests", defaultValue = "200", description = "Requests of each kind; default 200.")
    private int requests;

    @Option(names = "--analysts", defaultValue = "50", description = "Analysts at the same time; default 50.")
    private int analysts;

    @Option(
            names = "--worked",
            defaultValue = "10000",
            description = "Incidents that the analysts work on; default 10000.")
    private int worked;

    @Option(names = "--database", defaultValue = "sqlite", description = "sqlite (default) or postgresql.")
    private String database = "sqlite";

    @Override
    String question() {
        return "How long do analysts wait for the console when its queue is full?";
    }

    @Override
    void measure(Result result) throws Exception {
        try (BenchEnvironment environment = EnvironmentFactory.start(this);
                ConsoleDatabases databases = ConsoleDatabases.start(database, environment.scratch())) {
            KafkaSettings kafka =
                    KafkaSettings.of(environment.brokers()).withPrefix("console" + System.nanoTime() + ".");
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 2);
            }
            SyntheticIncidents synthetic = new SyntheticIncidents(kafka, count(incidents, 300), payments);
            say("writing %,d records", synthetic.records());
            synthetic.write();
            try (ConsoleUnderTest console = fill(result, "fill", kafka, databases)) {
                ConsoleClient lead = console.lead();
                queues(result, lead);
                pages(result, lead);
                lag(result, lead, kafka, synthetic);
                work(result, console, kafka);
                rebuild(result, console, kafka, databases);
            }
        }
    }

    private ConsoleUnderTest fill(Result result, String name, KafkaSettings kafka, ConsoleDatabases databases)
            throws Exception {
        long startNs = System.nanoTime();
        ConsoleUnderTest console =
                ConsoleUnderTest.start(kafka, databases.create(), databases.folder(), count(analysts, 8));
        console.awaitFilled(PATIENCE);
        double seconds = (System.nanoTime() - startNs) / 1e9;
        long records = console.records();
        result.figure(name, "records", records);
        result.figure(name, "records per second", records / seconds);
        say("%s: %,d records, %,.0f per second", name, records, records / seconds);
        return console;
    }

    private void queues(Result result, ConsoleClient client) throws Exception {
        int times = count(requests, 5);
        for (Map.Entry<String, String> queue : QUEUES.entrySet()) {
            Histogram us = new Histogram(3);
            Answer last = client.get(queue.getValue());
            for (int time = 0; time < times; time++) {
                last = client.get(queue.getValue());
                us.recordValue(last.us());
            }
            latencies(result, queue.getKey(), us);
            result.figure(queue.getKey(), "kB sent", last.bytes() / 1e3);
        }
    }

    private void pages(Result result, ConsoleClient client) throws Exception {
        Random random = new Random(1);
        Histogram page = new Histogram(3);
        Histogram neighbours = new Histogram(3);
        long bytes = 0;
        int times = count(requests, 5);
        for (int time = 0; time < times; time++) {
            String path = "/api/incidents/" + SyntheticIncidents.id(random.nextInt(count(incidents, 300)));
            Answer answer = client.get(path);
            page.recordValue(answer.us());
            bytes += answer.bytes();
            neighbours.recordValue(client.get(path + "/neighbours").us());
        }
        latencies(result, "incident page", page);
        result.figure("incident page", "kB sent", bytes / 1e3 / times);
        latencies(result, "neighbours", neighbours);
    }

    /** From the acknowledgement of an alert at the broker to its arrival at an open page. */
    private void lag(Result result, ConsoleClient client, KafkaSettings kafka, SyntheticIncidents synthetic)
            throws Exception {
        Histogram us = new Histogram(3);
        int first = count(incidents, 300);
        try (Stream<String> changes = client.changes();
                TopicWriter<Alert> alerts = new TopicWriter<>(kafka, TopicCatalogue.ALERTS)) {
            Iterator<String> lines = changes.iterator();
            for (int number = first; number < first + count(requests, 5); number++) {
                alerts.writeAndWait(synthetic.another(number));
                long startNs = System.nanoTime();
                String id = '"' + SyntheticIncidents.id(number) + '"';
                while (!lines.next().contains(id)) {
                    // A heartbeat, or another change.
                }
                us.recordValue((System.nanoTime() - startNs) / 1_000);
                Thread.sleep(SMALL_STEP.toMillis());
            }
        }
        latencies(result, "change at an open page", us);
    }

    private void work(Result result, ConsoleUnderTest console, KafkaSettings kafka) throws Exception {
        int all = count(worked, 40);
        int people = count(analysts, 8);
        AtomicInteger left = new AtomicInteger(all);
        Set<String> taken = ConcurrentHashMap.newKeySet();
        Set<String> noted = ConcurrentHashMap.newKeySet();
        ConcurrentHistogram take = new ConcurrentHistogram(3);
        ConcurrentHistogram write = new ConcurrentHistogram(3);
        List<Callable<@Nullable String>> work = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            ConsoleClient analyst = console.analyst(person);
            work.add(() -> {
                while (left.getAndDecrement() > 0) {
                    Answer next = analyst.post("/api/incidents/take-next", Map.of());
                    take.recordValue(next.us());
                    String id = next.body().at("/incident/incident_id").asText();
                    if (!taken.add(id)) {
                        return id;
                    }
                    Answer note = analyst.post("/api/incidents/" + id + "/notes", Map.of("text", "about " + id));
                    write.recordValue(note.us());
                    noted.add(note.body().at("/note/note_id").asText());
                    write.recordValue(
                            analyst.post("/api/verdicts", Map.of("incident_ids", List.of(id), "finding", "LEGITIMATE"))
                                    .us());
                }
                return null;
            });
        }
        long startNs = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            for (Future<@Nullable String> done : threads.invokeAll(work)) {
                String twice = done.get();
                if (twice != null) {
                    throw new IllegalStateException(twice + " was given to two analysts");
                }
            }
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        requireAll("verdicts on the topic", verdicts(kafka), all);
        requireAll("notes", noted.size(), all);
        requireAll("notes in the store", notes(console), all);
        result.checked("%,d incidents worked by %d analysts: none was given twice, no note or verdict was lost"
                .formatted(all, people));
        latencies(result, "take next, by all analysts", take);
        latencies(result, "note or verdict, by all analysts", write);
        result.figure("work of all analysts", "incidents per second", all / seconds);
    }

    /** A second store, filled with everything, must be equal to the first. */
    private void rebuild(Result result, ConsoleUnderTest console, KafkaSettings kafka, ConsoleDatabases databases)
            throws Exception {
        Map<String, String> before = StoreDigest.of(console.database());
        try (ConsoleUnderTest second = fill(result, "fill anew", kafka, databases)) {
            Map<String, String> after = StoreDigest.of(second.database());
            if (!after.equals(before)) {
                throw new IllegalStateException("a store that is filled anew differs: " + before + " and " + after);
            }
        }
        result.checked("a store that is filled anew has the same rows");
    }

    private static int verdicts(KafkaSettings kafka) {
        Set<String> judged = ConcurrentHashMap.newKeySet();
        TopicRecords.each(kafka, TopicCatalogue.VERDICTS, verdict -> judged.add(String.valueOf(verdict.incidentId())));
        return judged.size();
    }

    private static int notes(ConsoleUnderTest console) {
        return console.database()
                .read(handle -> handle.createQuery("SELECT COUNT(DISTINCT incident_id) FROM note")
                        .mapTo(Integer.class)
                        .one());
    }

    private static void requireAll(String what, int found, int all) {
        if (found != all) {
            throw new IllegalStateException("of %d %s there are %d".formatted(all, what, found));
        }
    }

    private static void latencies(Result result, String name, Histogram us) {
        result.figure(name, "ms, p50", us.getValueAtPercentile(50) / 1e3);
        result.figure(name, "ms, p95", us.getValueAtPercentile(95) / 1e3);
        result.figure(name, "ms, p99", us.getValueAtPercentile(99) / 1e3);
    }
}
