package io.nacre.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.bench.load.Traffic;
import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends payments at a constant rate and records the broker's answers: acknowledged with offset, or unknown, which may
 * or may not be on the topic.
 */
final class Generator implements AutoCloseable {

    private final String topic;
    private final Traffic traffic;
    private final double perSecond;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ContractWriter<Transaction> writer;
    private final SplittableRandom dice;
    private final Writer list;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong poison = new AtomicLong();
    private final Thread thread = new Thread(this::send, "generator");
    private volatile boolean on = true;
    private volatile int burst;
    private int next;

    Generator(KafkaSettings kafka, Traffic traffic, double perSecond, long seed, Path list) throws IOException {
        this.topic = kafka.nameOf(TopicCatalogue.TRANSACTIONS);
        this.traffic = traffic;
        this.perSecond = perSecond;
        this.dice = new SplittableRandom(seed);
        this.list = new BufferedWriter(Files.newBufferedWriter(list, UTF_8));
        this.writer = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, topic);
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", kafka.brokers());
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        properties.setProperty("max.block.ms", "5000");
        properties.setProperty("request.timeout.ms", "5000");
        properties.setProperty("delivery.timeout.ms", "20000");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Sends so many invalid records between the payments: random bytes, truncated records, empty records, and
     * duplicates.
     */
    void poison(int records) {
        burst = records;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long unknown() {
        return unknown.get();
    }

    /** The number of acknowledged invalid records, without duplicates. */
    long poisoned() {
        return poison.get();
    }

    /** Stops sending, and waits for pending records. */
    @Override
    public void close() throws IOException, InterruptedException {
        on = false;
        thread.join();
        producer.close();
        synchronized (list) {
            list.close();
        }
    }

    private void send() {
        long stepNs = (long) (1e9 / perSecond);
        long dueNs = System.nanoTime();
        while (on) {
            Transaction payment = traffic.payment(next++).transaction();
            send(payment.accountId(), writer.write(payment), payment.id());
            for (; burst > 0 && on; burst--) {
                rubbish();
            }
            dueNs = Math.max(dueNs + stepNs, System.nanoTime() - stepNs);
            while (on && System.nanoTime() < dueNs) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
        }
    }

    private void rubbish() {
        Transaction payment = traffic.payment(dice.nextInt(next)).transaction();
        byte[] sound = writer.write(payment);
        switch (dice.nextInt(4)) {
            case 0 -> {
                byte[] random = new byte[1 + dice.nextInt(200)];
                dice.nextBytes(random);
                send(payment.accountId(), random, null);
            }
            case 1 -> send(payment.accountId(), Arrays.copyOf(sound, 1 + dice.nextInt(sound.length - 1)), null);
            case 2 -> send(payment.accountId(), null, null);
            default -> send(payment.accountId(), sound, payment.id());
        }
    }

    /** @param id null for an invalid record */
    private void send(String key, byte @Nullable [] value, @Nullable String id) {
        try {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value), (at, error) -> note(at, error, id));
        } catch (KafkaException e) {
            // The record was not sent: the buffer is full, or no broker is known.
            unknown.incrementAndGet();
        }
    }

    private void note(RecordMetadata at, @Nullable Exception error, @Nullable String id) {
        String name = id == null ? "rubbish" : id;
        synchronized (list) {
            try {
                if (error == null) {
                    acknowledged.incrementAndGet();
                    poison.addAndGet(id == null ? 1 : 0);
                    list.write("acknowledged " + at.partition() + " " + at.offset() + " " + name + "\n");
                } else {
                    unknown.incrementAndGet();
                    list.write("unknown " + name + "\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
