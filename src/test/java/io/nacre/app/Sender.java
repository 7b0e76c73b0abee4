package io.nacre.app;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Channel;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A platform that sends some transactions twice, and rubbish in between. */
final class Sender implements AutoCloseable {

    private static final int TWICE_EVERY = 40;
    private static final int RUBBISH_EVERY = 100;
    private static final Transaction SOUND = new Transaction(
            "tx-sound",
            1_760_000_000_000L,
            "acct-sound",
            null,
            new Money(100, "EUR"),
            Channel.TRANSFER,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of());

    private final ContractWriter<Transaction> writer =
            Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, TopicCatalogue.TRANSACTIONS.name());
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Rubbish> rubbish = rubbish();
    private final Map<Long, RejectionCode> refused = new TreeMap<>();
    private int sent;

    private record Rubbish(byte @Nullable [] bytes, RejectionCode code) {}

    Sender(KafkaSettings kafka) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", kafka.brokers());
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends the transactions in order, each 40th once more a little later, and rubbish after each 100th. */
    void send(List<LabelledTransaction> part) throws Exception {
        for (int i = 0; i < part.size(); i++) {
            write(writer.write(part.get(i).transaction()));
            if (i % TWICE_EVERY == TWICE_EVERY - 1) {
                write(writer.write(part.get(i - TWICE_EVERY / 2).transaction()));
            }
            if (i % RUBBISH_EVERY == RUBBISH_EVERY - 1) {
                Rubbish next = rubbish.get(refused.size() % rubbish.size());
                refused.put(write(next.bytes()).get().offset(), next.code());
            }
        }
        producer.flush();
    }

    /** Sends one to a partition of the sender's choice. */
    void send(int partition, Transaction transaction) throws Exception {
        sent++;
        producer.send(new ProducerRecord<>(
                        TopicCatalogue.TRANSACTIONS.name(), partition, null, writer.write(transaction)))
                .get();
    }

    /** How many records were sent. */
    int sent() {
        return sent;
    }

    /** The offsets of the rubbish, and why each must be refused. */
    Map<Long, RejectionCode> refused() {
        return refused;
    }

    @Override
    public void close() {
        producer.close();
    }

    private Future<RecordMetadata> write(byte @Nullable [] value) {
        sent++;
        return producer.send(new ProducerRecord<>(TopicCatalogue.TRANSACTIONS.name(), value));
    }

    private List<Rubbish> rubbish() {
        List<Rubbish> all = new ArrayList<>();
        byte[] sound = writer.write(SOUND);
        all.add(new Rubbish(null, RejectionCode.EMPTY));
        all.add(new Rubbish(new byte[] {1, 2, 3}, RejectionCode.UNREADABLE));
        all.add(new Rubbish(Arrays.copyOf(sound, sound.length - 3), RejectionCode.UNREADABLE));
        all.add(new Rubbish(
                writer.write(sound("EUX", SOUND.eventTimeMs(), SOUND.accountId())), RejectionCode.CURRENCY_UNKNOWN));
        all.add(new Rubbish(writer.write(sound("EUR", 0, SOUND.accountId())), RejectionCode.TIME_RANGE));
        all.add(new Rubbish(writer.write(sound("EUR", SOUND.eventTimeMs(), " ")), RejectionCode.FIELD_EMPTY));
        return List.copyOf(all);
    }

    private static Transaction sound(String currency, long atMs, String account) {
        return new Transaction(
                SOUND.id(),
                atMs,
                account,
                null,
                new Money(100, currency),
                SOUND.channel(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }
}
