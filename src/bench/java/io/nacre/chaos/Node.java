package io.nacre.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of the system under test: a JVM with this one's class path that can be killed, frozen and restarted. */
final class Node implements AutoCloseable {

    private static final long PATIENCE_S = 10;

    private final String name;
    private final Path log;
    private final List<String> arguments;
    private @Nullable Process process;

    /**
     * Describes the process without starting it.
     *
     * @param arguments options, the main class, its arguments
     */
    Node(String name, Path folder, List<String> arguments) {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        this.arguments = List.copyOf(arguments);
    }

    String name() {
        return name;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("--add-exports"))
                .forEach(command::add);
        // Many short-lived JVMs share few cores here, so a fast start matters more than peak speed.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Dlog4j2.configurationFile=" + logging());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // An environment variable has no limit on the length of a class path.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "end-" + name));
        process = started;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Like a power cut, without a shutdown. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** SIGSTOP: its sockets stay open without answering. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** Whether the operating system reports it as stopped. */
    boolean isFrozen() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    }

    @Override
    public void close() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    /** Flink's tests have a logging configuration that disables all logs, and ours omits stack traces. */
    private Path logging() throws IOException {
        Path file = log.resolveSibling("log4j2.properties");
        if (!Files.exists(file)) {
            Files.writeString(file, """
                rootLogger.level = INFO
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5level %logger{1} %msg%n
                """);
        }
        return file;
    }

    private long pid() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process.pid();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code =
                new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " of " + name + " ended with " + code);
        }
    }
}
