// Asks Nacre's gateway for a decision on one payment, and acts on the answer. Needs nothing but Node 18.3 or later.
//
//   node checkout.js --id p-1001 --amount 4999
//   node checkout.js --help
//
// NACRE_GATEWAY is the gateway's URL, by default http://127.0.0.1:8480. NACRE_API_KEY is the API key, if it needs one.
// Exit code 0: there is an outcome. 1: the request was rejected. 2: the arguments are wrong.
'use strict';

const { randomUUID } = require('crypto');
const { parseArgs } = require('util');

const MIN_DEADLINE_MS = 20;
const MAX_DEADLINE_MS = 10000;
const TIMEOUT_MARGIN_MS = 500;
const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 2000;

// The platform's own rule for a payment that nobody answers: the risk that it accepts.
const FALLBACK_CURRENCY = 'EUR';
const FALLBACK_APPROVES_UP_TO_MINOR = 2000;

const ACTIONS = new Map([
  ['APPROVE', 'authorise the payment'],
  ['CHALLENGE', 'ask the payer for strong authentication, then authorise'],
  ['REVIEW', 'hold the goods until an analyst has looked'],
  ['DECLINE', 'decline the payment'],
]);

/** The gateway refuses the request. It would refuse it again, so it is not repeated. */
class Rejected extends Error {
  constructor(status, problem) {
    super(problem.detail);
    this.status = status;
    this.problem = problem;
  }
}

/** This attempt has no answer, but the next one may have. */
class NoAnswer extends Error {
  constructor(reason, retryAfterMs) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
  }
}

async function main() {
  const { payment, deadlineMs } = parseArguments();
  const url = decisionsUrl(process.env.NACRE_GATEWAY || 'http://127.0.0.1:8480', deadlineMs);
  // Made once: each attempt sends the same bytes, so that a repeat is never a second payment.
  const body = JSON.stringify(payment);
  try {
    act(payment, await decide(url, body, deadlineMs));
  } catch (e) {
    if (e instanceof Rejected) {
      console.error([`rejected status=${e.status}`, ...fields(e.problem, 'code', 'field')].join(' '));
      console.error(`remedy: ${e.problem.remedy}`);
      process.exitCode = 1;
    } else if (e instanceof NoAnswer) {
      // Send the same body again later, so that the account's history has the payment.
      console.error(`no answer: ${e.message}`);
      const outcome = fallback(payment);
      console.log(`${payment.id} ${outcome} fallback=true: ${ACTIONS.get(outcome)}`);
    } else {
      throw e;
    }
  }
}

function act(payment, answer) {
  // A later release may have more outcomes. Nobody loses money by a review.
  const outcome = ACTIONS.has(answer.outcome) ? answer.outcome : 'REVIEW';
  const details = answer.stand_in
    ? ['stand_in=true', ...fields(answer, 'reason', 'basis')]
    : ['stand_in=false', `score=${answer.score.toFixed(3)}`, ...fields(answer, 'cause')];
  console.log(`${payment.id} ${outcome} ${details.join(' ')}: ${ACTIONS.get(outcome)}`);
}

function fallback(payment) {
  const isSmall =
    payment.currency === FALLBACK_CURRENCY &&
    payment.channel.startsWith('CARD_') &&
    payment.amount_minor >= 0 &&
    payment.amount_minor <= FALLBACK_APPROVES_UP_TO_MINOR;
  return isSmall ? 'APPROVE' : 'REVIEW';
}

/** The answer to the payment. Repeats the request if it has none, a few times. */
async function decide(url, body, deadlineMs) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(url, body, deadlineMs);
    } catch (e) {
      if (!(e instanceof NoAnswer) || attempt === MAX_ATTEMPTS) {
        throw e;
      }
      const waitMs = Math.min(e.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1), MAX_WAIT_MS);
      // Up to half as long again, so that clients that failed together do not return together.
      await new Promise((resolve) => setTimeout(resolve, waitMs * (1 + Math.random() / 2)));
    }
  }
}

/** One attempt. */
async function ask(url, body, deadlineMs) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  if (process.env.NACRE_API_KEY) {
    headers.Authorization = `Bearer ${process.env.NACRE_API_KEY}`;
  }
  let response;
  let content;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      // A gateway answers by the deadline. After that and a margin for the network, it is gone.
      signal: AbortSignal.timeout(deadlineMs + TIMEOUT_MARGIN_MS),
    });
    content = await response.text();
  } catch (e) {
    throw new NoAnswer(`${e.name}: ${e.cause?.code ?? e.message}`);
  }
  if (response.status === 200) {
    const answer = parse(content);
    if (!('outcome' in answer) || !('stand_in' in answer)) {
      throw new NoAnswer('the answer is not a decision; check NACRE_GATEWAY');
    }
    return answer;
  }
  // Also for 5xx of a load balancer: a repeat is safe.
  if (response.status === 429 || response.status >= 500) {
    throw new NoAnswer(`status ${response.status}`, milliseconds(response.headers.get('Retry-After')));
  }
  throw new Rejected(response.status, parse(content));
}

function parse(content) {
  try {
    const value = JSON.parse(content);
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}

function milliseconds(retryAfter) {
  // It may also be a date, which the gateway never sends.
  return /^[0-9]+$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : undefined;
}

function fields(values, ...names) {
  return names.filter((name) => values[name] != null).map((name) => `${name}=${values[name]}`);
}

function usage(problem) {
  console.error(`checkout: ${problem}`);
  process.exit(2);
}

function decisionsUrl(gateway, deadlineMs) {
  try {
    const url = new URL(`${gateway.replace(/\/+$/, '')}/v1/decisions?deadline_ms=${deadlineMs}`);
    if (/^https?:$/.test(url.protocol)) {
      return url;
    }
  } catch {
    // Reported below.
  }
  return usage(`NACRE_GATEWAY is ${gateway}; give a URL such as http://127.0.0.1:8480`);
}

function parseArguments() {
  const text = (value) => ({ type: 'string', default: value });
  // A platform stores the time with the payment. Here a second run on the same day sends the same body.
  const today = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
  const options = {
    id: text(`p-${randomUUID()}`),
    account: text('C-17'),
    amount: text('1999'),
    currency: text('EUR'),
    channel: text('CARD_NOT_PRESENT'),
    ip: text('203.0.113.7'),
    merchant: text('M-5'),
    'event-time': text(today),
    'deadline-ms': text('300'),
  };
  let values;
  try {
    values = parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (e) {
    usage(e.message);
  }
  if (values.help) {
    Object.entries(options).forEach(([name, option]) => console.log(`--${name}   default ${option.default}`));
    process.exit(0);
  }
  const whole = (name) =>
    /^-?[0-9]+$/.test(values[name]) && Number.isSafeInteger(Number(values[name]))
      ? Number(values[name])
      : usage(`--${name} is ${values[name]}; give a whole number`);
  const payment = {
    id: values.id,
    account_id: values.account,
    event_time: values['event-time'],
    amount_minor: whole('amount'),
    currency: values.currency,
    channel: values.channel,
    ip: values.ip,
    merchant: { id: values.merchant, mcc: '5732', country: 'NL' },
  };
  const deadlineMs = whole('deadline-ms');
  if (deadlineMs < MIN_DEADLINE_MS || deadlineMs > MAX_DEADLINE_MS) {
    usage(`--deadline-ms is ${deadlineMs}; give ${MIN_DEADLINE_MS} to ${MAX_DEADLINE_MS}`);
  }
  return { payment, deadlineMs };
}

main();
