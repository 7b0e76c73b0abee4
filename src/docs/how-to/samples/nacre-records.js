// Writes a transaction to Kafka and reads decisions, in Avro's single-object encoding.
//
// Needs the packages avsc and, for send and read, kafkajs.
//
//   node nacre-records.js send localhost:9092      one transaction to payments.transactions
//   node nacre-records.js read localhost:9092      the decisions on fraud.decisions, until none comes for 5 s
//   node nacre-records.js encode > record.bin      the same transaction as bytes
//   node nacre-records.js decode < record.bin      one decision from its bytes
'use strict';

const fs = require('fs');
const path = require('path');
const avro = require('avsc');

const SCHEMAS = path.resolve(__dirname, '../../../../schemas');

// framing
const EMPTY = 0xc15d213aa4d7a795n;

/** The Rabin fingerprint of the Avro specification. */
function crc64Avro(data) {
  let fingerprint = EMPTY;
  for (const byte of data) {
    fingerprint ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      fingerprint = (fingerprint >> 1n) ^ (fingerprint & 1n ? EMPTY : 0n);
    }
  }
  return fingerprint;
}

/** Encodes and decodes the records of one schema. */
class Records {
  constructor(schemaFile) {
    this.type = avro.Type.forSchema(JSON.parse(fs.readFileSync(schemaFile, 'utf8')));
    const canonical = JSON.stringify(this.type.schema());
    // Two marker bytes, then the fingerprint in little-endian order.
    this.header = Buffer.alloc(10);
    this.header.writeUInt16BE(0xc301, 0);
    this.header.writeBigUInt64LE(crc64Avro(Buffer.from(canonical, 'utf8')), 2);
  }

  encode(record) {
    return Buffer.concat([this.header, this.type.toBuffer(record)]);
  }

  decode(value) {
    if (!value.subarray(0, 10).equals(this.header)) {
      throw new Error('another schema wrote this record: ' + value.subarray(0, 10).toString('hex'));
    }
    return this.type.fromBuffer(value.subarray(10));
  }
}
// end

// transaction
function transaction() {
  return {
    id: 'p-1001',
    event_time: Date.now(),
    account_id: 'C-17',
    amount_minor: 2590,
    currency: 'EUR',
    channel: 'CARD_NOT_PRESENT',
    ip: '192.0.2.10',
  };
}
// end

function line(decision) {
  if (decision.rejection !== null) {
    return `${decision.transaction_id} rejected: ${decision.rejection.code}`;
  }
  return `${decision.transaction_id} ${decision.outcome} ${decision.cause} ${decision.score.toFixed(3)}`;
}

// kafka
function kafka(brokers) {
  const { Kafka, logLevel } = require('kafkajs');
  return new Kafka({ brokers: brokers.split(','), logLevel: logLevel.ERROR });
}

async function send(brokers) {
  const payment = transaction();
  const producer = kafka(brokers).producer();
  await producer.connect();
  await producer.send({
    topic: 'payments.transactions',
    messages: [
      { key: payment.account_id, value: new Records(path.join(SCHEMAS, 'transaction.avsc')).encode(payment) },
    ],
  });
  await producer.disconnect();
}

async function read(brokers) {
  const decisions = new Records(path.join(SCHEMAS, 'decision.avsc'));
  const consumer = kafka(brokers).consumer({ groupId: 'platform-sample' });
  await consumer.connect();
  await consumer.subscribe({ topics: ['fraud.decisions'], fromBeginning: true });
  let last = Date.now() + 25000;
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      console.log(line(decisions.decode(message.value)));
      last = Date.now();
    },
  });
  while (Date.now() < last + 5000) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await consumer.disconnect();
}
// end

async function main(command, brokers) {
  if (command === 'encode') {
    process.stdout.write(new Records(path.join(SCHEMAS, 'transaction.avsc')).encode(transaction()));
  } else if (command === 'decode') {
    console.log(line(new Records(path.join(SCHEMAS, 'decision.avsc')).decode(fs.readFileSync(0))));
  } else if (command === 'send' && brokers) {
    await send(brokers);
  } else if (command === 'read' && brokers) {
    await read(brokers);
  } else {
    throw new Error('usage: nacre-records.js send|read BROKERS, or encode|decode');
  }
}

main(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
