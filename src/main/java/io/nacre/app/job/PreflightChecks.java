package io.nacre.app.job;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.kafka.admin.BrokerHealthCheck;
import io.nacre.kafka.admin.ConnectorCompatibility;
import io.nacre.kafka.admin.KafkaTransactionProbe;
import io.nacre.kafka.admin.TopicCheckResult;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.ClientSecretFiles;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.MemorySize;
import org.jspecify.annotations.Nullable;

/** The checks before a job starts, for {@code doctor}, {@code run} and the job jar. */
public final class PreflightChecks {

    /** Enough for the first checkpoints and logs; operators must monitor the actual usage. */
    private static final MemorySize ROOM = MemorySize.ofMebiBytes(256);

    private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

    /** The lease of a killed job expires after ten seconds. */
    private static final Duration KILLED_HERE = Duration.ofSeconds(15);

    /** On a cluster, tasks first have to detect that their JobManager is gone. */
    private static final Duration KILLED_ON_A_CLUSTER = Duration.ofSeconds(40);

    private final PreflightCheckRunner preflightCheckRunner = new PreflightCheckRunner();
    private final JobOptions job;
    private final @Nullable LocalOptions local;

    private PreflightChecks(JobOptions job, @Nullable LocalOptions local) {
        this.job = job;
        this.local = local;
    }

    /** The checks for every job. */
    public static PreflightCheckRunner of(JobOptions job) {
        PreflightChecks preflightChecks = new PreflightChecks(job, null);
        preflightChecks.java();
        preflightChecks.model();
        preflightChecks.kafka();
        return preflightChecks.preflightCheckRunner;
    }

    /** The checks for a job in this process, including its host. */
    static PreflightCheckRunner of(JobOptions job, LocalOptions local) {
        PreflightChecks preflightChecks = new PreflightChecks(job, local);
        preflightChecks.java();
        preflightChecks.machine(local);
        preflightChecks.model();
        preflightChecks.kafka();
        return preflightChecks.preflightCheckRunner;
    }

    private void java() {
        preflightCheckRunner.check(
                PreflightCheck.JAVA, () -> HostChecks.java(Runtime.version().feature()));
        if (!HostChecks.hasVectors()) {
            preflightCheckRunner.hint(
                    PreflightCheck.JAVA,
                    "no vectors, scores are the same and cost more: start Java with"
                            + " --add-modules=jdk.incubator.vector");
        }
    }

    private void machine(LocalOptions here) {
        preflightCheckRunner.check(
                PreflightCheck.MEMORY,
                () -> HostChecks.memory(Runtime.getRuntime().maxMemory(), physicalBytes()));
        if (job.engine() == EngineKind.DL4J) {
            preflightCheckRunner.check(
                    PreflightCheck.MEMORY, () -> HostChecks.nativeMemory(System.getProperty(NATIVE_LIMIT, "")));
        }
        preflightCheckRunner.check(PreflightCheck.WORK, () -> HostChecks.folder(LocalOptions.work(), ROOM));
        preflightCheckRunner.check(PreflightCheck.CHECKPOINTS, () -> HostChecks.folder(here.checkpoints(), ROOM));
        String state = here.fromState();
        if (state != null) {
            preflightCheckRunner.check(PreflightCheck.STATE, () -> HostChecks.state(state));
        }
        preflightCheckRunner.check(PreflightCheck.PORT, () -> HostChecks.port(here.webPort()));
    }

    private void model() {
        if (preflightCheckRunner.check(PreflightCheck.TRUST, this::trust)) {
            preflightCheckRunner.check(PreflightCheck.BUNDLE, this::bundle);
        }
        preflightCheckRunner.check(PreflightCheck.ADDRESSES, this::addresses);
    }

    private String trust() {
        int keys = job.trust().keys().size();
        return keys == 0 ? "bundles of anyone are taken, for there is no --trust" : keys + " keys are trusted";
    }

    private String bundle() {
        Bundle bundle = job.bundle();
        bundle.engine(job.engine());
        bundle.detector();
        return bundle.id() + " gives its " + bundle.golden().size() + " golden scores";
    }

    private String addresses() throws Exception {
        IpDatabaseConfig files = job.ips();
        IpDatabases.open(files).close();
        return files.isEmpty() ? "none given" : "all files open and answer what they are asked for";
    }

    private void kafka() {
        if (!preflightCheckRunner.check(PreflightCheck.SETTINGS, () -> new ClientSecretFiles(job.kafka()).require())) {
            return;
        }
        KafkaSettings settings = job.kafka();
        boolean transactional = settings.delivery() == Delivery.EXACTLY_ONCE;
        boolean fits =
                !transactional || preflightCheckRunner.check(PreflightCheck.CLIENT, ConnectorCompatibility::require);
        try (BrokerHealthCheck exam = new BrokerHealthCheck(settings)) {
            if (!preflightCheckRunner.check(PreflightCheck.BROKER, exam::reach)
                    || !preflightCheckRunner.check(PreflightCheck.TOPICS, () -> topics(settings))) {
                return;
            }
            preflightCheckRunner.check(PreflightCheck.REPLICAS, () -> replicas(exam));
            preflightCheckRunner.check(PreflightCheck.CLOCK, () -> clock(exam));
            preflightCheckRunner.check(
                    PreflightCheck.GROUP, () -> exam.alone(local == null ? KILLED_ON_A_CLUSTER : KILLED_HERE));
            if (local != null) {
                preflightCheckRunner.check(
                        PreflightCheck.START, () -> start(JobStartPlan.of(job, local, exam.clusterId())));
            }
        }
        if (transactional && fits) {
            preflightCheckRunner.check(PreflightCheck.TRANSACTIONS, () -> KafkaTransactionProbe.run(settings));
        }
    }

    private String start(JobStartPlan jobStartPlan) {
        if (jobStartPlan.accepted()) {
            preflightCheckRunner.hint(PreflightCheck.START, jobStartPlan.words());
        }
        return jobStartPlan.accepted() ? "--fresh is given" : jobStartPlan.words();
    }

    private String topics(KafkaSettings settings) {
        List<TopicCheckResult> states;
        try (TopicSetup setup = new TopicSetup(settings)) {
            states = setup.check();
        }
        String missing = named(states, TopicCheckResult.State.MISSING);
        if (!missing.isEmpty()) {
            throw new CommandFailedException("missing topics: " + missing + "; create them with 'nacre topics create'");
        }
        states.stream()
                .filter(state -> state.state() == TopicCheckResult.State.DIFFERENT)
                .forEach(state ->
                        preflightCheckRunner.hint(PreflightCheck.TOPICS, state + "; change it, or mind what it means"));
        return "all " + states.size() + " are there";
    }

    private static String named(List<TopicCheckResult> states, TopicCheckResult.State wanted) {
        return states.stream()
                .filter(state -> state.state() == wanted)
                .map(TopicCheckResult::topic)
                .collect(Collectors.joining(", "));
    }

    private String replicas(BrokerHealthCheck exam) {
        List<String> hints = exam.replicas();
        hints.forEach(hint -> preflightCheckRunner.hint(PreflightCheck.REPLICAS, hint));
        return "every topic has the copies that a write waits for";
    }

    private String clock(BrokerHealthCheck exam) {
        BrokerHealthCheck.ClockReading reading = exam.clock();
        if (!reading.sane()) {
            preflightCheckRunner.hint(PreflightCheck.CLOCK, reading.words());
        }
        return reading.sane() ? reading.words() : "within the hour that a broker allows";
    }

    private static long physicalBytes() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }
}
