package io.nacre.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends payments by a schedule (open loop), and reads the answers from another topic. A late answer counts with its
 * full delay, and none is omitted.
 */
public final class OpenLoop implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String to;

    /** The number of the payment of an answer, from 0; negative for another record. */
    @FunctionalInterface
    public interface About {
        int index(ConsumerRecord<byte[], byte[]> answer);
    }

    /**
     * The measured answers.
     *
     * @param latencyUs of each payment's first answer, from the scheduled send time
     * @param longestGapMs between two answers
     * @param missing payments without an answer at the end
     * @param twice answers to payments that already had one
     */
    public record Latencies(Histogram latencyUs, double longestGapMs, int missing, int twice) {

        /** Fails unless each payment was answered exactly once. */
        public void requireAll() {
            if (missing > 0 || twice > 0) {
                throw new IllegalStateException("%d payments have no answer, %d have two".formatted(missing, twice));
            }
        }

        public double ms(double percentile) {
            return latencyUs.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /**
     * Only answers from now on count.
     *
     * @param to the topic to send to
     * @param answers the topic of the answers
     */
    public OpenLoop(String brokers, String to, String answers) {
        this.to = to;
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", brokers);
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("linger.ms", "0");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(answers).forEach(info -> partitions.add(new TopicPartition(answers, info.partition())));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Sends payments from number {@code first} on, and reads answers until all are there or the timeout passes.
     *
     * @param patience timeout after the last scheduled send time
     */
    public Latencies run(Schedule schedule, Traffic traffic, int first, About about, Duration patience)
            throws Exception {
        ContractWriter<Transaction> writer = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, to);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(schedule.size());
        for (int i = 0; i < schedule.size(); i++) {
            Transaction transaction = traffic.payment(first + i).transaction();
            records.add(new ProducerRecord<>(to, transaction.accountId().getBytes(UTF_8), writer.write(transaction)));
        }
        long startNs = System.nanoTime() + Duration.ofMillis(100).toNanos();
        Thread sender = new Thread(() -> send(records, schedule, startNs), "sender");
        sender.setDaemon(true);
        sender.start();
        Latencies latencies = listen(schedule, startNs, about, patience);
        sender.join();
        return latencies;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records, Schedule schedule, long startNs) {
        for (int i = 0; i < records.size(); i++) {
            long waitNs = startNs + schedule.offsetsNs()[i] - System.nanoTime();
            while (waitNs > 0) {
                LockSupport.parkNanos(waitNs);
                waitNs = startNs + schedule.offsetsNs()[i] - System.nanoTime();
            }
            producer.send(records.get(i));
        }
        producer.flush();
    }

    private Latencies listen(Schedule schedule, long startNs, About about, Duration patience) {
        Histogram latencyUs = new Histogram(3);
        BitSet answered = new BitSet(schedule.size());
        int twice = 0;
        int open = schedule.size();
        long lastNs = startNs;
        long gapNs = 0;
        long endNs = startNs + schedule.offsetsNs()[schedule.size() - 1] + patience.toNanos();
        while (open > 0 && System.nanoTime() < endNs) {
            for (ConsumerRecord<byte[], byte[]> answer : consumer.poll(POLL)) {
                int index = about.index(answer);
                if (index < 0 || index >= schedule.size()) {
                    continue;
                }
                long nowNs = System.nanoTime();
                gapNs = Math.max(gapNs, nowNs - lastNs);
                lastNs = nowNs;
                if (answered.get(index)) {
                    twice++;
                } else {
                    answered.set(index);
                    open--;
                    latencyUs.recordValue(Math.max(0, nowNs - startNs - schedule.offsetsNs()[index]) / 1000);
                }
            }
        }
        return new Latencies(latencyUs, gapNs / 1e6, open, twice);
    }
}
