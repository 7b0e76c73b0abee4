package io.nacre.chaos;

import java.time.Duration;

/** Waits for what becomes true in another process, which nobody tells of. */
final class Waiting {

    private static final long ASK_EVERY_MS = 100;

    private Waiting() {}

    /** A question that may fail as long as the answer is no. */
    @FunctionalInterface
    interface Question {
        boolean isTrue() throws Exception;
    }

    /** Whether it became true in time. */
    static boolean until(Question question, Duration patience) throws InterruptedException {
        long startNs = System.nanoTime();
        do {
            if (isTrue(question)) {
                return true;
            }
            Thread.sleep(ASK_EVERY_MS);
        } while (System.nanoTime() - startNs < patience.toNanos());
        return false;
    }

    static void forThat(String what, Question question, Duration patience) throws InterruptedException {
        if (!until(question, patience)) {
            throw new IllegalStateException(what + " did not happen within " + patience.toSeconds() + " s");
        }
    }

    private static boolean isTrue(Question question) throws InterruptedException {
        try {
            return question.isTrue();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return false;
        }
    }
}
