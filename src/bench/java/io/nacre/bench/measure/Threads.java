package io.nacre.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time by kind of thread of this process, including threads of the virtual machine and of native libraries. It
 * samples every second, because threads end; the time between the last sample and the end of a thread is lost. Only on
 * Linux.
 */
final class Threads {

    /** The compiler threads, whose work ends once the code is hot and is not part of the cost per record. */
    static final String COMPILER = "compiler";

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long LOOK_EVERY_MS = 1_000;

    private final Map<String, Long> before;
    private final Map<String, Long> latest = new HashMap<>();
    private final Thread looking = new Thread(this::lookOn, "bench-threads");

    private Threads() {
        before = look();
        looking.setDaemon(true);
        looking.start();
    }

    static Threads start() {
        return new Threads();
    }

    /** CPU time since the start by kind of thread, in ns. */
    Map<String, Long> stop() {
        looking.interrupt();
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        latest.putAll(look());
        Map<String, Long> spent = new TreeMap<>();
        latest.forEach((thread, ns) -> spent.merge(kind(thread), ns - before.getOrDefault(thread, 0L), Long::sum));
        spent.values().removeIf(ns -> ns == 0);
        return spent;
    }

    private void lookOn() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MS);
                latest.putAll(look());
            }
        } catch (InterruptedException e) {
            // The caller takes a last sample.
        }
    }

    /** CPU time by number and name of the thread. */
    private static Map<String, Long> look() {
        Map<String, Long> times = new HashMap<>();
        if (!Files.isDirectory(TASKS)) {
            return times;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                look(task, times);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private static void look(Path task, Map<String, Long> times) {
        try {
            String name = Files.readString(task.resolve("comm")).strip();
            String[] schedule = Files.readString(task.resolve("schedstat")).split(" ");
            times.put(task.getFileName() + " " + name, Long.parseLong(schedule[0]));
        } catch (IOException | NumberFormatException e) {
            // The thread has just ended: its files are gone or empty.
        }
    }

    /** Linux truncates thread names to fifteen characters. */
    private static String kind(String thread) {
        String name = thread.substring(thread.indexOf(' ') + 1);
        if (name.startsWith("C1 ") || name.startsWith("C2 ")) {
            return COMPILER;
        }
        if (name.startsWith("G1 ") || name.startsWith("GC ") || name.startsWith("VM ")) {
            return "collector";
        }
        if (name.startsWith("rocksdb")) {
            return "rocksdb, flush and compaction";
        }
        if (name.startsWith("AsyncOperations")) {
            return "checkpoints";
        }
        return name.replaceFirst("[ (#-]*(\\(|#|->|\\d).*$", "").replaceFirst("-$", "");
    }
}
