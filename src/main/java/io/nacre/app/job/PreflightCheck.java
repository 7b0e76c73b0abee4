package io.nacre.app.job;

/** The checks before a job starts, in this order. */
enum PreflightCheck {
    JAVA("is it Java 17 to 21, with the module for SIMD scoring"),
    MEMORY("does the machine have enough memory for heap, network and state; is the memory limit of native code off"),
    WORK("can the work folder be written to, and does it have enough space"),
    CHECKPOINTS("can the folder for checkpoints be written to, and does it have enough space"),
    STATE("is the checkpoint of `--from-savepoint` complete"),
    PORT("is the port of the web interface free"),
    TRUST("can the keys of `--trust` be read"),
    BUNDLE("does the bundle load, is it signed as `--trust` requires, does it reproduce its golden scores"),
    ADDRESSES("do the `.mmdb` files open, and contain the data that their options need"),
    SETTINGS("are brokers and `--client-config` valid, can the key and trust stores in it be opened"),
    CLIENT("does Kafka's client have the methods that Flink's connector calls; with `--delivery exactly-once`"),
    BROKER("does a broker answer"),
    TOPICS("do all topics exist, with the catalogue's settings"),
    REPLICAS("does each topic have enough replicas for a write; would records survive the loss of a broker"),
    CLOCK("is this machine's clock behind the newest record's"),
    GROUP("does no other job run with the same `--group`"),
    START("does the job continue from a checkpoint; if not, has its group completed none before, or is"
            + " `--fresh` given"),
    TRANSACTIONS("can a Kafka transaction be started and aborted; with `--delivery exactly-once`");

    private final String question;

    PreflightCheck(String asks) {
        this.question = asks;
    }

    /** The check as a question, for src/docs/operations/deploy.md. */
    String question() {
        return question;
    }
}
