package io.nacre.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs with this one's class path and options. */
final class Jvm {

    private Jvm() {}

    /**
     * Starts a JVM whose errors are written to this one's.
     *
     * @param arguments further options, the main class, its arguments
     */
    static Process start(List<String> arguments) throws IOException {
        return start(arguments, ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts a JVM that writes to a file. */
    static Process start(List<String> arguments, Path log) throws IOException {
        ProcessBuilder.Redirect file = ProcessBuilder.Redirect.to(log.toFile());
        return start(arguments, file, file);
    }

    private static Process start(List<String> arguments, ProcessBuilder.Redirect out, ProcessBuilder.Redirect errors)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        // Flink's tests have a logging configuration that disables all logs.
        command.add("-Dlog4j2.configurationFile=log4j2.properties");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // An environment variable has no limit on the length of a class path.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        builder.redirectOutput(out);
        builder.redirectError(errors);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + process.pid()));
        return process;
    }
}
