package io.nacre.chaos;

/** The faults; the injector checks that each takes effect. */
enum Fault {
    KILL_TASKMANAGER(25),
    POISON(8),
    /** Shorter than the heartbeat timeout, so it must have no effect. */
    PAUSE_TASKMANAGER(10),
    /** Longer: its tasks run elsewhere when it resumes and writes its remaining data. */
    FREEZE_TASKMANAGER(45),
    KILL_JOBMANAGER(45),
    FREEZE_JOBMANAGER(12),
    /** In addition, the newest checkpoint is incomplete. */
    KILL_JOBMANAGER_INCOMPLETE_CHECKPOINT(45),
    /** In addition, a file of the newest checkpoint is damaged. */
    KILL_JOBMANAGER_DAMAGED_CHECKPOINT(45),
    KILL_BROKER(30),
    FREEZE_BROKER(18),
    /** For a third of the planned time, at most five minutes. */
    BROKER_AWAY(0),
    KILL_ALL(60),
    /** One TaskManager after the other, every few seconds, without waiting for a recovery. */
    KILL_STORM(0),
    NETWORK_DELAY(20),
    NETWORK_RATE(20),
    NETWORK_BLACKHOLE(20),
    NETWORK_RESET(20),
    NETWORK_HALF_OPEN(30),
    NETWORK_FLIPS(25),
    DISK_FULL_CHECKPOINTS(25),
    DISK_FULL_STATE(40),
    DISK_FULL_BROKER(40);

    private final int seconds;

    Fault(int seconds) {
        this.seconds = seconds;
    }

    /** Approximate time until recovery, if the plan is long enough. */
    int seconds(int plannedSeconds) {
        return switch (this) {
            case BROKER_AWAY -> awaySeconds(plannedSeconds) + 40;
            case KILL_STORM -> stormSeconds(plannedSeconds) + 40;
            default -> seconds;
        };
    }

    static int stormSeconds(int plannedSeconds) {
        return Math.min(60, plannedSeconds / 3);
    }

    static int awaySeconds(int plannedSeconds) {
        return Math.min(300, plannedSeconds / 3);
    }
}
