package io.nacre.training.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Lifecycle events by account and transaction, in arrays instead of objects. With ids of 20 characters and two events a
 * transaction, an event takes 140 to 180 bytes: the arrays double as they grow.
 */
final class LifecycleEventStore {

    /** Maximum number of events of one transaction. */
    static final int MAX_PER_TRANSACTION = 1_000;

    private static final LifecycleEvent.Type[] TYPES = LifecycleEvent.Type.values();
    private static final DeclineReason[] REASONS = DeclineReason.values();
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MAX_COUNT = 1 << 29;

    /** A missing amount, a missing event, or a missing reason. */
    private static final int NONE = -1;

    private final TextArena texts = new TextArena();

    /** Positions of transactions plus one, by hash; 0 is free. At most half full. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private int transactionCount;
    private int[] hashes = new int[FIRST_CAPACITY];
    private long[] keys = new long[FIRST_CAPACITY];
    private int[] lastEvents = new int[FIRST_CAPACITY];

    private int eventCount;
    private long[] ids = new long[FIRST_CAPACITY];
    private long[] timesMs = new long[FIRST_CAPACITY];
    private long[] amounts = new long[FIRST_CAPACITY];
    private byte[] types = new byte[FIRST_CAPACITY];
    private byte[] reasons = new byte[FIRST_CAPACITY];
    private int[] previous = new int[FIRST_CAPACITY];

    /** The outcome of adding an event. */
    enum Added {
        YES,
        /** The transaction already has an event with this id. */
        REPEAT,
        /** The transaction already has {@value #MAX_PER_TRANSACTION} events. */
        TOO_MANY
    }

    Added add(LifecycleEvent event) {
        byte[] key = key(event.accountId(), event.transactionId());
        int transaction = find(key);
        int last = transaction == NONE ? NONE : lastEvents[transaction];
        byte[] id = event.eventId().getBytes(UTF_8);
        int before = 0;
        for (int at = last; at != NONE; at = previous[at]) {
            if (texts.isAt(ids[at], id)) {
                return Added.REPEAT;
            }
            before++;
        }
        if (before >= MAX_PER_TRANSACTION) {
            return Added.TOO_MANY;
        }
        int known = transaction == NONE ? addTransaction(key) : transaction;
        lastEvents[known] = addEvent(event, id, last);
        return Added.YES;
    }

    /** The number of a transaction, from 0; -1 if it has no events. */
    int find(String accountId, String transactionId) {
        return find(key(accountId, transactionId));
    }

    /** The events of a transaction in the order of time; events of the same time as they were added. */
    List<LifecycleEvent> events(int transaction, String accountId, String transactionId) {
        List<LifecycleEvent> events = new ArrayList<>();
        for (int at = lastEvents[transaction]; at != NONE; at = previous[at]) {
            events.add(new LifecycleEvent(
                    accountId,
                    transactionId,
                    texts.at(ids[at]),
                    TYPES[types[at]],
                    reasons[at] == NONE ? null : REASONS[reasons[at]],
                    amounts[at] == NONE ? null : Long.valueOf(amounts[at]),
                    timesMs[at]));
        }
        Collections.reverse(events);
        events.sort(Comparator.comparingLong(LifecycleEvent::occurredAtMs));
        return events;
    }

    int eventCount() {
        return eventCount;
    }

    int transactionCount() {
        return transactionCount;
    }

    @SuppressWarnings("EnumOrdinal") // In memory only.
    private int addEvent(LifecycleEvent event, byte[] id, int last) {
        if (eventCount == MAX_COUNT) {
            throw new IllegalStateException("there are more than " + MAX_COUNT + " lifecycle events: split the data");
        }
        if (eventCount == ids.length) {
            ids = Arrays.copyOf(ids, 2 * eventCount);
            timesMs = Arrays.copyOf(timesMs, 2 * eventCount);
            amounts = Arrays.copyOf(amounts, 2 * eventCount);
            types = Arrays.copyOf(types, 2 * eventCount);
            reasons = Arrays.copyOf(reasons, 2 * eventCount);
            previous = Arrays.copyOf(previous, 2 * eventCount);
        }
        DeclineReason reason = event.declineReason();
        Long amount = event.amountMinorUnits();
        ids[eventCount] = texts.add(id);
        timesMs[eventCount] = event.occurredAtMs();
        amounts[eventCount] = amount == null ? NONE : amount;
        types[eventCount] = (byte) event.type().ordinal();
        reasons[eventCount] = reason == null ? NONE : (byte) reason.ordinal();
        previous[eventCount] = last;
        return eventCount++;
    }

    private int addTransaction(byte[] key) {
        if (transactionCount == keys.length) {
            keys = Arrays.copyOf(keys, 2 * transactionCount);
            hashes = Arrays.copyOf(hashes, 2 * transactionCount);
            lastEvents = Arrays.copyOf(lastEvents, 2 * transactionCount);
            slots = new int[2 * keys.length];
            for (int i = 0; i < transactionCount; i++) {
                slots[freeSlot(hashes[i])] = i + 1;
            }
        }
        keys[transactionCount] = texts.add(key);
        hashes[transactionCount] = hash(key);
        slots[freeSlot(hash(key))] = transactionCount + 1;
        return transactionCount++;
    }

    private int find(byte[] key) {
        int hash = hash(key);
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int transaction = slots[slot] - 1;
            if (hashes[transaction] == hash && texts.isAt(keys[transaction], key)) {
                return transaction;
            }
        }
        return NONE;
    }

    private int freeSlot(int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The hash of the array, with its low bits mixed, because they choose the slot. */
    private static int hash(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9e37_79b9;
        return hash ^ (hash >>> 15);
    }

    /** Account and transaction with the account's length before them, so that no two pairs are equal. */
    private static byte[] key(String accountId, String transactionId) {
        byte[] account = accountId.getBytes(UTF_8);
        byte[] transaction = transactionId.getBytes(UTF_8);
        byte[] key = new byte[2 + account.length + transaction.length];
        key[0] = (byte) (account.length >>> 8);
        key[1] = (byte) account.length;
        System.arraycopy(account, 0, key, 2, account.length);
        System.arraycopy(transaction, 0, key, 2 + account.length, transaction.length);
        return key;
    }
}
