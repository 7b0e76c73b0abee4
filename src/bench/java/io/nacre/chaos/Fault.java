package io.nacre.chaos;

/** What can go wrong, each proven to have taken effect. */
enum Fault {
    KILL_TASKMANAGER(25),
    POISON(8),
    /** Shorter than a heartbeat's timeout: nothing may come of it. */
    PAUSE_TASKMANAGER(10),
    /** Longer: its tasks run elsewhere when it wakes up and writes what it still had. */
    FREEZE_TASKMANAGER(45),
    KILL_JOBMANAGER(45),
    FREEZE_JOBMANAGER(12),
    /** And the newest checkpoint is half written. */
    KILL_JOBMANAGER_INCOMPLETE_CHECKPOINT(45),
    /** And a file of the newest checkpoint is damaged. */
    KILL_JOBMANAGER_DAMAGED_CHECKPOINT(45),
    KILL_BROKER(30),
    FREEZE_BROKER(18),
    /** For a third of the time planned, five minutes at most. */
    BROKER_AWAY(0),
    KILL_ALL(60),
    /** One TaskManager after the other, every few seconds, whether or not the job runs again. */
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

    /** About how long it takes until all is well again, where the plan is so long. */
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
