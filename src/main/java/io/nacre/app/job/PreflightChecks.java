package io.nacre.app.job;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
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
    private static final MemorySize MIN_FREE_SPACE = MemorySize.ofMebiBytes(256);

    private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

    /** The lease of a killed job expires after ten seconds. */
    private static final Duration LOCAL_LEASE_TIMEOUT = Duration.ofSeconds(15);

    /** On a cluster, tasks first have to detect that their JobManager is gone. */
    private static final Duration CLUSTER_LEASE_TIMEOUT = Duration.ofSeconds(40);

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
        preflightChecks.host(local);
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
                    "the module for SIMD is missing, so scoring is slower with the same scores: start Java with"
                            + " --add-modules=jdk.incubator.vector");
        }
    }

    private void host(LocalOptions options) {
        preflightCheckRunner.check(
                PreflightCheck.MEMORY,
                () -> HostChecks.memory(Runtime.getRuntime().maxMemory(), physicalBytes()));
        if (job.engine() == EngineKind.DL4J) {
            preflightCheckRunner.check(
                    PreflightCheck.MEMORY, () -> HostChecks.nativeMemory(System.getProperty(NATIVE_LIMIT, "")));
        }
        preflightCheckRunner.check(
                PreflightCheck.WORK, () -> HostChecks.folder(CommandSupport.workFolder(), MIN_FREE_SPACE));
        preflightCheckRunner.check(
                PreflightCheck.CHECKPOINTS, () -> HostChecks.folder(options.checkpoints(), MIN_FREE_SPACE));
        String state = options.fromState();
        if (state != null) {
            preflightCheckRunner.check(PreflightCheck.STATE, () -> HostChecks.state(state));
        }
        preflightCheckRunner.check(PreflightCheck.PORT, () -> HostChecks.port(options.webPort()));
    }

    private void model() {
        if (preflightCheckRunner.check(PreflightCheck.TRUST, this::trust)) {
            preflightCheckRunner.check(PreflightCheck.BUNDLE, this::bundle);
        }
        preflightCheckRunner.check(PreflightCheck.ADDRESSES, this::addresses);
    }

    private String trust() {
        int keys = job.trust().keys().size();
        return keys == 0 ? "any bundle is accepted, because --trust is not set" : keys + " keys are trusted";
    }

    private String bundle() {
        Bundle bundle = job.bundle();
        bundle.engine(job.engine());
        bundle.detector();
        return bundle.id() + " reproduces its " + bundle.golden().size() + " golden scores";
    }

    private String addresses() throws Exception {
        IpDatabaseConfig files = job.ips();
        IpDatabases.open(files).close();
        return files.isEmpty() ? "none given" : "all files can be read and contain the required data";
    }

    private void kafka() {
        if (!preflightCheckRunner.check(PreflightCheck.SETTINGS, () -> new ClientSecretFiles(job.kafka()).require())) {
            return;
        }
        KafkaSettings settings = job.kafka();
        boolean transactional = settings.delivery() == Delivery.EXACTLY_ONCE;
        boolean fits =
                !transactional || preflightCheckRunner.check(PreflightCheck.CLIENT, ConnectorCompatibility::require);
        try (BrokerHealthCheck healthCheck = new BrokerHealthCheck(settings)) {
            if (!preflightCheckRunner.check(PreflightCheck.BROKER, healthCheck::reach)
                    || !preflightCheckRunner.check(PreflightCheck.TOPICS, () -> topics(settings))) {
                return;
            }
            preflightCheckRunner.check(PreflightCheck.REPLICAS, () -> replicas(healthCheck));
            preflightCheckRunner.check(PreflightCheck.CLOCK, () -> clock(healthCheck));
            preflightCheckRunner.check(
                    PreflightCheck.GROUP,
                    () -> healthCheck.alone(local == null ? CLUSTER_LEASE_TIMEOUT : LOCAL_LEASE_TIMEOUT));
            if (local != null) {
                preflightCheckRunner.check(
                        PreflightCheck.START, () -> start(JobStartPlan.plan(job, local, healthCheck.clusterId())));
            }
        }
        if (transactional && fits) {
            preflightCheckRunner.check(PreflightCheck.TRANSACTIONS, () -> KafkaTransactionProbe.run(settings));
        }
    }

    private String start(JobStartPlan jobStartPlan) {
        if (jobStartPlan.isFresh()) {
            preflightCheckRunner.hint(PreflightCheck.START, jobStartPlan.summary());
        }
        return jobStartPlan.isFresh() ? "--fresh is given" : jobStartPlan.summary();
    }

    private String topics(KafkaSettings settings) {
        List<TopicCheckResult> states;
        try (TopicSetup setup = new TopicSetup(settings)) {
            states = setup.check();
        }
        String missing = named(states, TopicCheckResult.State.MISSING);
        if (!missing.isEmpty()) {
            throw new CommandFailedException("missing topics: " + missing + ": create them with 'nacre topics create'");
        }
        states.stream()
                .filter(state -> state.state() == TopicCheckResult.State.DIFFERENT)
                .forEach(state -> preflightCheckRunner.hint(
                        PreflightCheck.TOPICS, state + "; change the setting, or accept the difference"));
        return "all " + states.size() + " topics exist";
    }

    private static String named(List<TopicCheckResult> states, TopicCheckResult.State wanted) {
        return states.stream()
                .filter(state -> state.state() == wanted)
                .map(TopicCheckResult::topic)
                .collect(Collectors.joining(", "));
    }

    private String replicas(BrokerHealthCheck healthCheck) {
        List<String> hints = healthCheck.replicas();
        hints.forEach(hint -> preflightCheckRunner.hint(PreflightCheck.REPLICAS, hint));
        return "every topic has enough replicas for its min.insync.replicas";
    }

    private String clock(BrokerHealthCheck healthCheck) {
        BrokerHealthCheck.ClockReading reading = healthCheck.clock();
        if (!reading.sane()) {
            preflightCheckRunner.hint(PreflightCheck.CLOCK, reading.words());
        }
        return reading.sane() ? reading.words() : "the difference is within the hour that the check allows";
    }

    private static long physicalBytes() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }
}
