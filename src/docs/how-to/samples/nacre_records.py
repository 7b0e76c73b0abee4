"""Writes a transaction to Kafka and reads decisions, in Avro's single-object encoding.

Needs the packages fastavro and, for send and read, confluent-kafka.

    python3 nacre_records.py send localhost:9092      one transaction to payments.transactions
    python3 nacre_records.py read localhost:9092      the decisions on fraud.decisions, until none comes for 5 s
    python3 nacre_records.py encode > record.bin      the same transaction as bytes
    python3 nacre_records.py decode < record.bin      one decision from its bytes
"""

import io
import pathlib
import struct
import sys
import time

import fastavro

SCHEMAS = pathlib.Path(__file__).resolve().parents[4] / "schemas"


# framing
EMPTY = 0xC15D213AA4D7A795


def crc_64_avro(data):
    """The Rabin fingerprint of the Avro specification."""
    fingerprint = EMPTY
    for byte in data:
        fingerprint ^= byte
        for _ in range(8):
            fingerprint = (fingerprint >> 1) ^ (EMPTY if fingerprint & 1 else 0)
    return fingerprint


class Records:
    """Encodes and decodes the records of one schema."""

    def __init__(self, schema_file):
        schema = fastavro.schema.load_schema(str(schema_file))
        canonical = fastavro.schema.to_parsing_canonical_form(schema)
        self.schema = schema
        # Two marker bytes, then the fingerprint in little-endian order.
        self.header = b"\xc3\x01" + struct.pack("<Q", crc_64_avro(canonical.encode("utf-8")))

    def encode(self, record):
        body = io.BytesIO()
        fastavro.schemaless_writer(body, self.schema, record)
        return self.header + body.getvalue()

    def decode(self, value):
        if value[:10] != self.header:
            raise ValueError("another schema wrote this record: " + value[:10].hex())
        return fastavro.schemaless_reader(io.BytesIO(value[10:]), self.schema)


# end


# transaction
def transaction():
    return {
        "id": "p-1001",
        "event_time": int(time.time() * 1000),
        "account_id": "C-17",
        "amount_minor": 2590,
        "currency": "EUR",
        "channel": "CARD_NOT_PRESENT",
        "ip": "192.0.2.10",
    }


# end


def line(decision):
    if decision["rejection"] is not None:
        return f"{decision['transaction_id']} rejected: {decision['rejection']['code']}"
    return f"{decision['transaction_id']} {decision['outcome']} {decision['cause']} {decision['score']:.3f}"


# kafka
def send(brokers):
    from confluent_kafka import Producer

    payment = transaction()
    producer = Producer({"bootstrap.servers": brokers})
    producer.produce(
        "payments.transactions",
        key=payment["account_id"].encode("utf-8"),
        value=Records(SCHEMAS / "transaction.avsc").encode(payment),
    )
    if producer.flush(30) > 0:
        sys.exit("the transaction was not sent within 30 s")


def read(brokers):
    from confluent_kafka import Consumer

    decisions = Records(SCHEMAS / "decision.avsc")
    consumer = Consumer(
        {
            "bootstrap.servers": brokers,
            "group.id": "platform-sample",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe(["fraud.decisions"])
    seen = False
    waits = 6
    while waits > 0:
        message = consumer.poll(5)
        if message is not None and message.error() is None:
            print(line(decisions.decode(message.value())))
            seen = True
        elif message is None:
            # The first answer takes a while: the broker assigns partitions.
            waits = 0 if seen else waits - 1
    consumer.close()


# end


def main(arguments):
    if arguments == ["encode"]:
        sys.stdout.buffer.write(Records(SCHEMAS / "transaction.avsc").encode(transaction()))
    elif arguments == ["decode"]:
        print(line(Records(SCHEMAS / "decision.avsc").decode(sys.stdin.buffer.read())))
    elif len(arguments) == 2 and arguments[0] in ("send", "read"):
        {"send": send, "read": read}[arguments[0]](arguments[1])
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
