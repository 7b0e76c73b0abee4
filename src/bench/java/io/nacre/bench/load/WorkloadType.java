package io.nacre.bench.load;

/** The kinds of work that a worker can do. */
public enum WorkloadType {
    /** Consumer to producer, without Flink: the least that anything on this broker can cost. */
    COPY_LOOP(CopyLoop::run),
    /** The whole job over what lies on its topics, until it has read all of it. */
    JOB(JobRun::run),
    /** Starts the whole job, which then runs until told otherwise. */
    START_JOB(LiveJob::start),
    /** What the running job took since it was asked before. */
    COST_OF_JOB(LiveJob::cost),
    /** How large the running job's state is. */
    SIZE_OF_JOB(LiveJob::size),
    /** Stops the running job with a savepoint. */
    STOP_JOB(LiveJob::stop),
    /** Ends the running job. */
    CANCEL_JOB(LiveJob::cancel),
    /** Sums over windows, without a broker. */
    WINDOWS(WindowsRun::run),
    /** One operator, one partitioning and one state for each layer, over full topics. */
    LAYER_BY_LAYER(NaiveRun::run),
    /** Scores of vectors that come as text, over a full topic. */
    TEXT_SCORES(TextScoresRun::run);

    private final Doing doing;

    @FunctionalInterface
    private interface Doing {
        BenchOutcome run(Task task) throws Exception;
    }

    WorkloadType(Doing doing) {
        this.doing = doing;
    }

    BenchOutcome run(Task task) throws Exception {
        return doing.run(task);
    }
}
