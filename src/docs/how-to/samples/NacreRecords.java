import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes a transaction to Kafka and reads decisions, in Avro's single-object encoding. Needs avro and, for send and
 * read, kafka-clients. Run it from the top of the checkout:
 *
 * <pre>
 * java -cp CLASSPATH src/docs/how-to/samples/NacreRecords.java send localhost:9092
 * java -cp CLASSPATH src/docs/how-to/samples/NacreRecords.java read localhost:9092
 * java -cp CLASSPATH src/docs/how-to/samples/NacreRecords.java encode
 * java -cp CLASSPATH src/docs/how-to/samples/NacreRecords.java decode
 * </pre>
 */
public class NacreRecords {

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "send" -> send(args[1]);
            case "read" -> read(args[1]);
            case "encode" -> System.out.writeBytes(encode(transaction()));
            case "decode" -> System.out.println(line(decode(System.in.readAllBytes())));
            default -> throw new IllegalArgumentException(args[0] + " is none of send, read, encode, decode");
        }
    }

    // transaction
    static GenericRecord transaction() throws IOException {
        Schema schema = new Schema.Parser().parse(new File("schemas/transaction.avsc"));
        return new GenericRecordBuilder(schema)
                .set("id", "p-1001")
                .set("event_time", System.currentTimeMillis())
                .set("account_id", "C-17")
                .set("amount_minor", 2590L)
                .set("currency", "EUR")
                .set("channel", new GenericData.EnumSymbol(schema.getField("channel").schema(), "CARD_NOT_PRESENT"))
                .set("ip", "192.0.2.10")
                .build();
    }
    // end

    // framing
    static byte[] encode(GenericRecord record) throws IOException {
        ByteBuffer value = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record);
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    static GenericRecord decode(byte[] value) throws IOException {
        Schema schema = new Schema.Parser().parse(new File("schemas/decision.avsc"));
        // addSchema() lets one decoder read records that earlier releases wrote.
        return new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(value);
    }
    // end

    static String line(GenericRecord decision) {
        if (decision.get("rejection") != null) {
            return decision.get("transaction_id") + " rejected: "
                    + ((GenericRecord) decision.get("rejection")).get("code");
        }
        return String.format(
                Locale.ROOT,
                "%s %s %s %.3f",
                decision.get("transaction_id"),
                decision.get("outcome"),
                decision.get("cause"),
                decision.get("score"));
    }

    // kafka
    static void send(String brokers) throws Exception {
        GenericRecord payment = transaction();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new ByteArraySerializer())) {
            String key = payment.get("account_id").toString();
            producer.send(new ProducerRecord<>("payments.transactions", key, encode(payment)))
                    .get();
        }
    }

    static void read(String brokers) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "group.id", "platform-sample",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("fraud.decisions"));
            boolean seen = false;
            // The first answer takes a while: the broker assigns partitions.
            for (int waits = 6; waits > 0; ) {
                ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(5));
                for (ConsumerRecord<String, byte[]> record : records) {
                    System.out.println(line(decode(record.value())));
                }
                seen |= !records.isEmpty();
                waits = !records.isEmpty() ? waits : seen ? 0 : waits - 1;
            }
        }
    }
    // end
}
