package io.nacre.gateway;

import io.nacre.decision.StandIn;
import io.nacre.payment.ReplyAddress;
import io.nacre.payment.Transaction;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.jspecify.annotations.Nullable;

/** A transaction that waits for its decision. All requests with this transaction get the same answer. */
final class PendingRequest {

    private final Transaction transaction;
    private final String bodyHash;
    private final ReplyAddress address;
    private final CompletableFuture<DecisionAnswer> answer = new CompletableFuture<>();
    private final CompletableFuture<?> acknowledged;
    private @Nullable StandIn standIn;
    private boolean decided;
    private boolean claimed;

    PendingRequest(Transaction transaction, String bodyHash, ReplyAddress address, CompletableFuture<?> acknowledged) {
        this.transaction = transaction;
        this.bodyHash = bodyHash;
        this.address = address;
        this.acknowledged = acknowledged;
    }

    Transaction transaction() {
        return transaction;
    }

    String bodyHash() {
        return bodyHash;
    }

    ReplyAddress address() {
        return address;
    }

    CompletableFuture<DecisionAnswer> answer() {
        return answer;
    }

    /** Whether the broker has acknowledged the transaction. */
    boolean isAcknowledged() {
        return acknowledged.isDone() && !acknowledged.isCompletedExceptionally();
    }

    /** Whether the transaction could not be sent. */
    boolean isFailed() {
        return acknowledged.isCompletedExceptionally();
    }

    /** Whether the transaction could not be sent because the client's buffer is full. */
    boolean isOverloaded() {
        return isFailed()
                && acknowledged.handle((acknowledgement, error) -> error).join() instanceof BufferExhaustedException;
    }

    CompletableFuture<?> acknowledged() {
        return acknowledged;
    }

    /** Settles on the decision, or on the stand-in of another gateway; false if the answer was settled before. */
    synchronized boolean decide() {
        if (decided || standIn != null) {
            return false;
        }
        decided = true;
        return true;
    }

    /** Settles on the stand-in; false if the answer was settled before. */
    synchronized boolean standIn(StandIn chosen) {
        if (decided || standIn != null) {
            return false;
        }
        standIn = chosen;
        return true;
    }

    /** Claims the right to give the stand-in; false if it was claimed before. */
    synchronized boolean claimAnswer() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** The chosen stand-in; null while there is none. */
    synchronized @Nullable StandIn standIn() {
        return standIn;
    }
}
