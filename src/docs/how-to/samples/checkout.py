"""Asks Nacre's gateway for a decision on one payment, and acts on the answer. Needs nothing but Python 3.9 or later.

    python3 checkout.py --id p-1001 --amount 4999
    python3 checkout.py --help

NACRE_GATEWAY is the gateway's URL, by default http://127.0.0.1:8480. NACRE_API_KEY is the API key, if it needs one.
Exit code 0: there is an outcome. 1: the request was rejected. 2: the arguments are wrong.
"""

import argparse
import datetime
import http.client
import json
import os
import random
import sys
import time
import urllib.parse
import uuid

MIN_DEADLINE_MS = 20
MAX_DEADLINE_MS = 10000
TIMEOUT_MARGIN_MS = 500
MAX_ATTEMPTS = 4
FIRST_WAIT_S = 0.1
MAX_WAIT_S = 2.0

# The platform's own rule for a payment that nobody answers: the risk that it accepts.
FALLBACK_CURRENCY = "EUR"
FALLBACK_APPROVES_UP_TO_MINOR = 2000

ACTIONS = {
    "APPROVE": "authorise the payment",
    "CHALLENGE": "ask the payer for strong authentication, then authorise",
    "REVIEW": "hold the goods until an analyst has looked",
    "DECLINE": "decline the payment",
}


class Rejected(Exception):
    """The gateway refuses the request. It would refuse it again, so it is not repeated."""

    def __init__(self, status, problem):
        super().__init__(problem.get("detail"))
        self.status = status
        self.problem = problem


class NoAnswer(Exception):
    """This attempt has no answer, but the next one may have."""

    def __init__(self, reason, retry_after=None):
        super().__init__(reason)
        self.retry_after = retry_after


def main():
    payment, deadline_ms = parse_arguments()
    gateway = parse_gateway(os.environ.get("NACRE_GATEWAY") or "http://127.0.0.1:8480")
    # Made once: each attempt sends the same bytes, so that a repeat is never a second payment.
    body = json.dumps(payment).encode("utf-8")
    try:
        act(payment, decide(gateway, body, deadline_ms))
    except Rejected as rejected:
        print(f"rejected status={rejected.status}", *fields(rejected.problem, "code", "field"), file=sys.stderr)
        print(f"remedy: {rejected.problem.get('remedy')}", file=sys.stderr)
        sys.exit(1)
    except NoAnswer as e:
        # Send the same body again later, so that the account's history has the payment.
        print(f"no answer: {e}", file=sys.stderr)
        outcome = fallback(payment)
        print(f"{payment['id']} {outcome} fallback=true: {ACTIONS[outcome]}")


def act(payment, answer):
    # A later release may have more outcomes. Nobody loses money by a review.
    outcome = answer["outcome"] if answer["outcome"] in ACTIONS else "REVIEW"
    if answer["stand_in"]:
        details = ["stand_in=true", *fields(answer, "reason", "basis")]
    else:
        details = ["stand_in=false", f"score={answer['score']:.3f}", *fields(answer, "cause")]
    print(payment["id"], outcome, " ".join(details) + ":", ACTIONS[outcome])


def fallback(payment):
    is_small = (
        payment["currency"] == FALLBACK_CURRENCY
        and payment["channel"].startswith("CARD_")
        and 0 <= payment["amount_minor"] <= FALLBACK_APPROVES_UP_TO_MINOR
    )
    return "APPROVE" if is_small else "REVIEW"


def decide(gateway, body, deadline_ms):
    """The answer to the payment. Repeats the request if it has none, a few times."""
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            return ask(gateway, body, deadline_ms)
        except NoAnswer as e:
            if attempt == MAX_ATTEMPTS:
                raise
            wait_s = FIRST_WAIT_S * 2 ** (attempt - 1) if e.retry_after is None else e.retry_after
            # Up to half as long again, so that clients that failed together do not return together.
            time.sleep(min(wait_s, MAX_WAIT_S) * (1 + random.random() / 2))


def ask(gateway, body, deadline_ms):
    """One attempt."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if os.environ.get("NACRE_API_KEY"):
        headers["Authorization"] = "Bearer " + os.environ["NACRE_API_KEY"]
    kind = http.client.HTTPSConnection if gateway.scheme == "https" else http.client.HTTPConnection
    # A gateway answers by the deadline. After that and a margin for the network, it is gone. The timeout counts for
    # connecting and for each read.
    connection = kind(gateway.hostname, gateway.port, timeout=(deadline_ms + TIMEOUT_MARGIN_MS) / 1000)
    try:
        path = gateway.path.rstrip("/") + f"/v1/decisions?deadline_ms={deadline_ms}"
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        content = response.read()
    except (OSError, http.client.HTTPException) as e:
        raise NoAnswer(f"{type(e).__name__}: {e}") from e
    finally:
        connection.close()
    if response.status == 200:
        answer = parse(content)
        if "outcome" not in answer or "stand_in" not in answer:
            raise NoAnswer("the answer is not a decision; check NACRE_GATEWAY")
        return answer
    # Also for 5xx of a load balancer: a repeat is safe.
    if response.status == 429 or response.status >= 500:
        raise NoAnswer(f"status {response.status}", seconds(response.getheader("Retry-After")))
    raise Rejected(response.status, parse(content))


def parse(content):
    try:
        value = json.loads(content)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}


def seconds(retry_after):
    # It may also be a date, which the gateway never sends.
    return int(retry_after) if retry_after and retry_after.isdecimal() else None


def fields(values, *names):
    return [f"{name}={values[name]}" for name in names if values.get(name) is not None]


def parse_gateway(text):
    try:
        gateway = urllib.parse.urlsplit(text)
        # Reading the port checks it.
        if gateway.scheme in ("http", "https") and gateway.hostname and gateway.port != 0:
            return gateway
    except ValueError:
        pass  # Reported below.
    print(f"checkout: NACRE_GATEWAY is {text}; give a URL such as http://127.0.0.1:8480", file=sys.stderr)
    sys.exit(2)


def parse_arguments():
    # A platform stores the time with the payment. Here a second run on the same day sends the same body.
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT00:00:00Z")
    parser = argparse.ArgumentParser(prog="checkout", allow_abbrev=False)
    parser.add_argument("--id", default=f"p-{uuid.uuid4()}", help="id of the payment; default a new one")
    parser.add_argument("--account", default="C-17", help="account of the payer; default C-17")
    parser.add_argument("--amount", type=int, default=1999, help="amount in minor units; default 1999")
    parser.add_argument("--currency", default="EUR", help="ISO 4217 code; default EUR")
    parser.add_argument("--channel", default="CARD_NOT_PRESENT", help="default CARD_NOT_PRESENT")
    parser.add_argument("--ip", default="203.0.113.7", help="IP address of the payer; default 203.0.113.7")
    parser.add_argument("--merchant", default="M-5", help="id of the merchant; default M-5")
    parser.add_argument("--event-time", default=today, help="when the payer paid; default the start of today")
    parser.add_argument("--deadline-ms", type=int, default=300, help="milliseconds to the answer; default 300")
    options = parser.parse_args()
    if not MIN_DEADLINE_MS <= options.deadline_ms <= MAX_DEADLINE_MS:
        parser.error(f"--deadline-ms is {options.deadline_ms}; give {MIN_DEADLINE_MS} to {MAX_DEADLINE_MS}")
    payment = {
        "id": options.id,
        "account_id": options.account,
        "event_time": options.event_time,
        "amount_minor": options.amount,
        "currency": options.currency,
        "channel": options.channel,
        "ip": options.ip,
        "merchant": {"id": options.merchant, "mcc": "5732", "country": "NL"},
    }
    return payment, options.deadline_ms


main()
