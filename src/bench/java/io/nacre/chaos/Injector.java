package io.nacre.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Injects a fault, checks that it took effect, and does the repairs of an operator. */
final class Injector {

    private static final Duration EFFECT = Duration.ofSeconds(90);
    private static final int PAUSE_S = 6;
    private static final int FREEZE_S = 25;
    private static final int NETWORK_S = 12;
    private static final int POISON_RECORDS = 300;
    private static final int STORM_PAUSE_MS = 6_000;

    private final SystemUnderTest systemUnderTest;
    private final long seed;
    private final int plannedSeconds;
    private int kills;

    /** Damages a checkpoint, and returns it. */
    @FunctionalInterface
    interface Spoiling {
        Path spoil() throws IOException;
    }

    Injector(SystemUnderTest systemUnderTest, long seed, int plannedSeconds) {
        this.systemUnderTest = systemUnderTest;
        this.seed = seed;
        this.plannedSeconds = plannedSeconds;
    }

    /** The number of killed processes. */
    int kills() {
        return kills;
    }

    /** Whether the fault is possible; some need root. */
    boolean isPossible(Fault fault) {
        return switch (fault) {
            case DISK_FULL_CHECKPOINTS -> systemUnderTest.checkpointDisk.isOwn();
            case DISK_FULL_STATE -> systemUnderTest.stateDisk.isOwn();
            case DISK_FULL_BROKER -> systemUnderTest.brokerDisk.isOwn();
            default -> true;
        };
    }

    /**
     * Returns when the fault is over, or when the automatic recovery has started. The monitor then expects a decision
     * that only a recovered job can make.
     */
    void inject(Fault fault) throws Exception {
        switch (fault) {
            case KILL_TASKMANAGER -> killTaskManager();
            case POISON -> poison();
            case PAUSE_TASKMANAGER -> freeze(systemUnderTest.cluster.busy(), PAUSE_S);
            case FREEZE_TASKMANAGER -> freezeTaskManager();
            case KILL_JOBMANAGER -> killJobManager();
            case FREEZE_JOBMANAGER -> freeze(systemUnderTest.cluster.jobManager(), PAUSE_S);
            case KILL_JOBMANAGER_INCOMPLETE_CHECKPOINT ->
                killJobManagerAnd(systemUnderTest.checkpoints::leaveIncomplete);
            case KILL_JOBMANAGER_DAMAGED_CHECKPOINT -> killJobManagerAnd(systemUnderTest.checkpoints::damage);
            case KILL_BROKER -> killBroker(0);
            case FREEZE_BROKER -> freeze(systemUnderTest.broker.node(), NETWORK_S);
            case BROKER_AWAY -> killBroker(Fault.awaySeconds(plannedSeconds));
            case KILL_ALL -> killAll();
            case KILL_STORM -> killStorm();
            case NETWORK_DELAY -> network(FaultProxy.Mode.DELAY);
            case NETWORK_RATE -> network(FaultProxy.Mode.RATE);
            case NETWORK_BLACKHOLE -> network(FaultProxy.Mode.BLACKHOLE);
            case NETWORK_RESET -> reset();
            case NETWORK_HALF_OPEN -> network(FaultProxy.Mode.HALF_OPEN);
            case NETWORK_FLIPS -> network(FaultProxy.Mode.FLIPS);
            case DISK_FULL_CHECKPOINTS -> fill(systemUnderTest.checkpointDisk);
            case DISK_FULL_STATE -> fill(systemUnderTest.stateDisk);
            case DISK_FULL_BROKER -> fillBroker();
        }
    }

    private void killTaskManager() throws Exception {
        Node busy = systemUnderTest.cluster.busy();
        long before = systemUnderTest.cluster.restarts();
        systemUnderTest.watch.expect(System.currentTimeMillis() + 1_000);
        kill(busy);
        busy.start();
        Waiting.forThat("a restart of the job", () -> systemUnderTest.cluster.restarts() > before, EFFECT);
    }

    /** No pause is long enough for the job to recover; only the recovery after the last kill counts. */
    private void killStorm() throws Exception {
        SplittableRandom dice = new SplittableRandom(seed);
        List<Node> taskManagers = systemUnderTest.cluster.taskManagers();
        long before = systemUnderTest.cluster.restarts();
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(Fault.stormSeconds(plannedSeconds));
        while (System.nanoTime() < untilNs) {
            Node victim = taskManagers.get(dice.nextInt(taskManagers.size()));
            kill(victim);
            victim.start();
            TimeUnit.MILLISECONDS.sleep(dice.nextInt(STORM_PAUSE_MS + 1));
        }
        Waiting.forThat("a restart of the job", () -> systemUnderTest.cluster.restarts() > before, EFFECT);
        expectFromNow();
    }

    private void kill(Node node) throws InterruptedException {
        node.kill();
        kills++;
    }

    private void freezeTaskManager() throws Exception {
        long before = systemUnderTest.cluster.restarts();
        freeze(systemUnderTest.cluster.busy(), FREEZE_S);
        Waiting.forThat("a restart of the job", () -> systemUnderTest.cluster.restarts() > before, EFFECT);
        expectFromNow();
    }

    /** Stops a process for so many seconds. */
    void freeze(Node node, int seconds) throws Exception {
        node.freeze();
        Waiting.forThat("the freeze of " + node.name(), node::isFrozen, EFFECT);
        TimeUnit.SECONDS.sleep(seconds);
        if (!node.isFrozen()) {
            throw new IllegalStateException(node.name() + " did not stay frozen");
        }
        node.thaw();
        expectFromNow();
    }

    private void killJobManager() throws Exception {
        kill(systemUnderTest.cluster.jobManager());
        systemUnderTest.goOn();
        expectFromNow();
    }

    private void killJobManagerAnd(Spoiling spoiling) throws Exception {
        Waiting.forThat("a second checkpoint", this::hasTwoCheckpoints, EFFECT);
        kill(systemUnderTest.cluster.jobManager());
        // Tasks may write for some seconds more, but not to a complete checkpoint.
        Path spoilt = spoiling.spoil();
        Path from = systemUnderTest.goOn();
        if (spoilt.equals(from) || systemUnderTest.checkpoints.isGood(spoilt)) {
            throw new IllegalStateException("the checkpoint " + spoilt + " was not damaged, or was restored");
        }
        expectFromNow();
    }

    private boolean hasTwoCheckpoints() throws Exception {
        return systemUnderTest.checkpoints.complete().stream()
                        .filter(systemUnderTest.checkpoints::isGood)
                        .count()
                >= 2;
    }

    private void killBroker(int seconds) throws Exception {
        kill(systemUnderTest.broker.node());
        TimeUnit.SECONDS.sleep(seconds);
        systemUnderTest.broker.start();
        expectFromNow();
    }

    private void killAll() throws Exception {
        Waiting.forThat("a checkpoint", this::hasTwoCheckpoints, EFFECT);
        kill(systemUnderTest.cluster.jobManager());
        for (Node taskManager : systemUnderTest.cluster.taskManagers()) {
            kill(taskManager);
        }
        kill(systemUnderTest.broker.node());
        systemUnderTest.broker.start();
        for (Node taskManager : systemUnderTest.cluster.taskManagers()) {
            taskManager.start();
        }
        systemUnderTest.goOn();
        expectFromNow();
    }

    private void network(FaultProxy.Mode mode) throws Exception {
        long before = systemUnderTest.proxy.harmed();
        systemUnderTest.proxy.set(mode, seed);
        TimeUnit.SECONDS.sleep(NETWORK_S);
        Waiting.forThat("harm by " + mode, () -> systemUnderTest.proxy.harmed() > before, EFFECT);
        systemUnderTest.proxy.set(FaultProxy.Mode.CLEAR, seed);
        if (mode == FaultProxy.Mode.HALF_OPEN) {
            // These connections have lost data in the middle of an answer.
            systemUnderTest.proxy.reset();
        }
        expectFromNow();
    }

    private void reset() throws Exception {
        long before = systemUnderTest.proxy.harmed();
        for (int i = 0; i < NETWORK_S / 3; i++) {
            systemUnderTest.proxy.reset();
            TimeUnit.SECONDS.sleep(3);
        }
        Waiting.forThat("a reset", () -> systemUnderTest.proxy.harmed() > before, EFFECT);
        expectFromNow();
    }

    private void fill(Disk disk) throws Exception {
        long failed = systemUnderTest.cluster.failedCheckpoints();
        long restarts = systemUnderTest.cluster.restarts();
        disk.fill();
        try {
            Waiting.forThat(
                    "a failure because of a full disk",
                    () -> systemUnderTest.cluster.restarts() > restarts
                            || systemUnderTest.cluster.failedCheckpoints() > failed,
                    EFFECT);
        } finally {
            disk.free();
        }
        expectFromNow();
    }

    private void fillBroker() throws Exception {
        long unknown = systemUnderTest.generator.unknown();
        systemUnderTest.brokerDisk.fill();
        try {
            Waiting.forThat(
                    "the broker's failure because of a full disk",
                    () -> !systemUnderTest.broker.node().isAlive() || systemUnderTest.generator.unknown() > unknown,
                    EFFECT);
        } finally {
            systemUnderTest.brokerDisk.free();
        }
        kill(systemUnderTest.broker.node());
        systemUnderTest.broker.start();
        expectFromNow();
    }

    private void poison() throws Exception {
        long before = systemUnderTest.generator.poisoned();
        systemUnderTest.generator.poison(POISON_RECORDS);
        Waiting.forThat(
                "the arrival of the invalid records",
                () -> systemUnderTest.generator.poisoned() > before + POISON_RECORDS / 2,
                EFFECT);
        expectFromNow();
    }

    private void expectFromNow() {
        systemUnderTest.watch.expect(System.currentTimeMillis());
    }
}
