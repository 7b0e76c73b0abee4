/**
 * The job. Operators are thin shells around pure code.
 *
 * <pre>
 * transactions ─► decode ─► resolve ─┐
 * verdicts, chargebacks ─► decode ───┼─► per-account ─► per-device ─► per-ip ─► per-counterparty ─► per-merchant
 * account-profiles ─► decode ────────┘        (one stream: labels and profiles travel with the transactions)  │
 *                                                                                                             ▼
 *                                        decisions, alerts ◄─ guard ◄──────────────────────────────────── score ─► examples
 *                                                               ▲                                     ▲
 *                                             account-actions ──┘    rules, bundles ─► news, by the last hop
 *                                                                              every decode ─► dead letters
 * </pre>
 */
@NullMarked
package io.nacre.stream;

import org.jspecify.annotations.NullMarked;
