package io.nacre.bench.load;

/** The kinds of work of a worker. */
public enum WorkloadType {
    /** Consumer to producer, without Flink: the lower bound with this broker. */
    COPY_LOOP(CopyLoop::run),
    /** The whole job over preloaded topics, to their end. */
    JOB(JobRun::run),
    /** Starts the whole job, which then runs until it is stopped. */
    START_JOB(LiveJob::start),
    /** The cost of the running job since the last measurement. */
    COST_OF_JOB(LiveJob::cost),
    /** The size of the running job's state. */
    SIZE_OF_JOB(LiveJob::size),
    /** Stops the running job with a savepoint. */
    STOP_JOB(LiveJob::stop),
    /** Cancels the running job. */
    CANCEL_JOB(LiveJob::cancel),
    /** Starts a gateway, which then runs until it is stopped. */
    START_GATEWAY(LiveGateway::start),
    /** The cost of the running gateway since the last measurement, and its heap. */
    COST_OF_GATEWAY(LiveGateway::cost),
    /** Stops the running gateway. */
    STOP_GATEWAY(LiveGateway::stop),
    /** Sums over windows, without a broker. */
    WINDOWS(WindowsRun::run),
    /** One operator, partitioning and state per layer, over preloaded topics. */
    LAYER_BY_LAYER(NaiveRun::run),
    /** Scores of vectors as text, over a preloaded topic. */
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
