-- The store of the console. Every row can be derived from the topics again.

CREATE TABLE store_state (
  name TEXT PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO store_state (name, number) VALUES ('revision', 0);
-- How far the event time of payments is behind the clock, in ms; not 0 in a simulation or a replay.
INSERT INTO store_state (name, number) VALUES ('event_time_lag', 0);

-- How often the rate of the sample of examples was halved.
INSERT INTO store_state (name, number) VALUES ('other_halvings', 0);
INSERT INTO store_state (name, number) VALUES ('alert_halvings', 0);

-- How far each partition has been read, in the same transaction as what was read.
CREATE TABLE topic_progress (
  topic TEXT NOT NULL,
  topic_partition INTEGER NOT NULL,
  topic_id TEXT NOT NULL,
  next_offset BIGINT NOT NULL,
  PRIMARY KEY (topic, topic_partition)
);

CREATE TABLE incident (
  incident_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  parent_incident_id TEXT,
  closed INTEGER NOT NULL,
  -- Whether it waits for a verdict.
  is_open INTEGER NOT NULL,
  severity TEXT NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  loss_eur DOUBLE PRECISION NOT NULL,
  opened_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  first_received_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  reasons TEXT NOT NULL,
  merchant_id TEXT,
  merchant_name TEXT,
  mcc TEXT,
  country TEXT,
  has_payment INTEGER NOT NULL,
  -- As in its assignment, so that the queue is read from one table.
  assignee TEXT,
  lease_expires_at BIGINT,
  snoozed_until BIGINT,
  search_text TEXT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX incident_by_loss ON incident (is_open, loss_eur DESC, incident_id);
CREATE INDEX incident_by_score ON incident (is_open, score DESC, incident_id);
CREATE INDEX incident_by_age ON incident (is_open, first_received_at, incident_id);
CREATE INDEX incident_by_severity ON incident (is_open, severity, first_received_at);
CREATE INDEX incident_by_arrival ON incident (first_received_at, incident_id);
CREATE INDEX incident_by_assignee ON incident (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX incident_by_snooze ON incident (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX incident_by_account ON incident (account_id, opened_at);
CREATE INDEX incident_by_parent ON incident (parent_incident_id);
CREATE INDEX incident_by_revision ON incident (revision);
-- Few incidents are here: a payment usually arrives before its alert.
CREATE INDEX incident_without_payment ON incident (account_id, transaction_id) WHERE has_payment = 0;

-- The latest alert of each incident. It is long, so the queue does not read it.
CREATE TABLE incident_alert (
  incident_id TEXT PRIMARY KEY,
  alert TEXT NOT NULL
);

-- The latest verdict on each incident.
CREATE TABLE incident_verdict (
  incident_id TEXT PRIMARY KEY,
  finding TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  analyst TEXT NOT NULL,
  reason TEXT
);
CREATE INDEX incident_verdict_by_time ON incident_verdict (received_at);

CREATE TABLE payment (
  account_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  event_time BIGINT NOT NULL,
  amount_minor BIGINT,
  currency TEXT,
  channel TEXT,
  merchant_id TEXT,
  merchant_name TEXT,
  mcc TEXT,
  country TEXT,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  ip TEXT,
  device_id TEXT,
  counterparty_id TEXT,
  outcome TEXT,
  cause TEXT,
  cause_detail TEXT,
  score DOUBLE PRECISION,
  suspicious INTEGER,
  decided_at BIGINT,
  decision TEXT,
  bundle_id TEXT,
  degraded_layers INTEGER,
  anomalous INTEGER,
  rules TEXT,
  challenger_id TEXT,
  challenger_score DOUBLE PRECISION,
  challenger_outcome TEXT,
  PRIMARY KEY (account_id, transaction_id)
);
CREATE INDEX payment_by_rules ON payment (event_time) WHERE rules IS NOT NULL;
CREATE INDEX payment_by_time ON payment (event_time);
CREATE INDEX payment_by_account ON payment (account_id, event_time);
CREATE INDEX payment_by_transaction ON payment (transaction_id);
CREATE INDEX payment_by_device ON payment (device_id, event_time) WHERE device_id IS NOT NULL;
CREATE INDEX payment_by_ip ON payment (ip, event_time) WHERE ip IS NOT NULL;
CREATE INDEX payment_by_merchant ON payment (merchant_id, event_time) WHERE merchant_id IS NOT NULL;
CREATE INDEX payment_by_counterparty ON payment (counterparty_id, event_time) WHERE counterparty_id IS NOT NULL;

-- The label that counts for each payment with a final verdict or a chargeback.
CREATE TABLE payment_label (
  account_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  fraud INTEGER NOT NULL,
  source TEXT NOT NULL,
  known_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, transaction_id)
);

-- When each bundle first decided a payment.
CREATE TABLE bundle_use (
  bundle_id TEXT PRIMARY KEY,
  first_decided_at BIGINT NOT NULL
);

-- The vectors of the last month, on which a rule can be tried: the alerts, and a sample of the other payments.
CREATE TABLE example (
  account_id TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  event_time BIGINT NOT NULL,
  -- A hash of 31 bits: the sample has the rows with the lowest.
  sample_key INTEGER NOT NULL,
  -- 0 not decided yet, 1 other, 2 alert, 3 known fraud.
  kind INTEGER NOT NULL,
  -- Of how many payments this one is an example.
  weight INTEGER NOT NULL,
  -- The first 64 bits of the fingerprint of the features.
  feature_set BIGINT,
  -- In catalogue order, as CompactVector writes it.
  vector BYTEA,
  -- Doubles, big-endian.
  logits BYTEA,
  tail_probability DOUBLE PRECISION,
  PRIMARY KEY (account_id, transaction_id)
);
CREATE INDEX example_by_time ON example (event_time, kind);

-- What happened to an account besides its payments: verdicts, freezes, chargebacks, steps after the decision.
CREATE TABLE account_event (
  topic TEXT NOT NULL,
  topic_partition INTEGER NOT NULL,
  topic_offset BIGINT NOT NULL,
  account_id TEXT NOT NULL,
  transaction_id TEXT,
  kind TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (topic, topic_partition, topic_offset)
);
CREATE INDEX account_event_by_account ON account_event (account_id, happened_at);
CREATE INDEX account_event_by_kind ON account_event (kind, happened_at);

-- The latest action of a person on each account, and the latest automatic one.
CREATE TABLE account_action (
  account_id TEXT NOT NULL,
  actor_type TEXT NOT NULL,
  version BIGINT NOT NULL,
  freezes INTEGER NOT NULL,
  expires_at BIGINT,
  body TEXT NOT NULL,
  PRIMARY KEY (account_id, actor_type)
);
CREATE INDEX account_action_freeze ON account_action (version) WHERE freezes = 1;

CREATE TABLE list_entry (
  entry_key TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  entity TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX list_entry_by_entity ON list_entry (subject, entity);

-- What only people know. The topic of investigations has every row.
CREATE TABLE assignment (
  incident_id TEXT PRIMARY KEY,
  assignee TEXT,
  lease_expires_at BIGINT,
  snoozed_until BIGINT,
  escalated INTEGER NOT NULL,
  first_assigned_at BIGINT,
  recorded_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX assignment_by_assignee ON assignment (assignee);

CREATE TABLE note (
  note_id TEXT PRIMARY KEY,
  incident_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  first_recorded_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX note_by_incident ON note (incident_id, first_recorded_at);

CREATE TABLE saved_view (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (owner, name)
);
