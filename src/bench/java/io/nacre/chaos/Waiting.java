package io.nacre.chaos;

import java.time.Duration;

/** Polls for a condition in another process. */
final class Waiting {

    private static final long ASK_EVERY_MS = 100;

    private Waiting() {}

    /** A condition; it may throw while it is false. */
    @FunctionalInterface
    interface Question {
        boolean isTrue() throws Exception;
    }

    /** Whether it became true before the timeout. */
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
