package io.nacre.bench.load;

/** The kinds of work that a worker can do. */
public enum Work {
    /** Consumer to producer, without Flink: the least that anything on this broker can cost. */
    COPY_LOOP(CopyLoop::run),
    /** The whole job over what lies on its topics, until it has read all of it. */
    JOB(JobRun::run);

    private final Doing doing;

    @FunctionalInterface
    private interface Doing {
        Outcome run(Task task) throws Exception;
    }

    Work(Doing doing) {
        this.doing = doing;
    }

    Outcome run(Task task) throws Exception {
        return doing.run(task);
    }
}
