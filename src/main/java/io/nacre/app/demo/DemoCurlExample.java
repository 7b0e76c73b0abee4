package io.nacre.app.demo;

import java.time.Instant;

/** A request to the demo's gateway, to copy into a terminal. */
final class DemoCurlExample {

    private DemoCurlExample() {}

    /** @param atMs in the demo's time; a request in the present would be years ahead of its history */
    static String curl(String gateway, long atMs) {
        return """
                curl -s '%s/v1/decisions?deadline_ms=2000' -H 'Content-Type: application/json' -d '{
                  "id": "my-first", "account_id": "my-account", "event_time": "%s",
                  "amount_minor": 4999, "currency": "EUR", "channel": "CARD_NOT_PRESENT",
                  "ip": "203.0.113.7", "merchant": {"id": "my-shop", "mcc": "5732", "country": "NL"}
                }'""".formatted(gateway, Instant.ofEpochMilli(atMs));
    }
}
