package io.nacre.app;

/** What is asked before a job starts, in this order. */
enum PreflightCheck {
    JAVA("is it Java 17 to 21, and has it the module for scoring with vectors"),
    MEMORY("has the machine the memory that heap, network and state are to have; is native code kept from counting it"),
    WORK("can the work folder be written to, and has it room"),
    CHECKPOINTS("the same of the folder for checkpoints"),
    STATE("is the checkpoint of `--from-savepoint` a whole one"),
    PORT("is the port of the web interface free"),
    TRUST("can the keys of `--trust` be read"),
    BUNDLE("does the bundle load, is it signed as `--trust` asks, does it score its golden vectors right"),
    ADDRESSES("do the `.mmdb` files open, and answer what their options ask for"),
    SETTINGS("are brokers and `--client-config` given right, can the key and trust stores it names be opened"),
    CLIENT("has Kafka's client what Flink's connector calls; with `--delivery exactly-once`"),
    BROKER("does a broker answer"),
    TOPICS("are all topics there, with the catalogue's settings"),
    REPLICAS("can a write reach as many copies as it waits for; would a lost broker take records with it"),
    CLOCK("is this machine's clock behind the newest record's"),
    GROUP("does no other job run with the same `--group`"),
    START("does the job go on from a checkpoint; if not, has its group completed none before, or is `--fresh` given"),
    TRANSACTIONS("can a transaction be begun and given up; with `--delivery exactly-once`");

    private final String asks;

    PreflightCheck(String asks) {
        this.asks = asks;
    }

    /** In words, for the README. */
    String asks() {
        return asks;
    }
}
