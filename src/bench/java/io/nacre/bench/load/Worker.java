package io.nacre.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other in its own JVM. So their cost is that of the process, and the compiler state of one
 * side does not affect the other.
 */
public final class Worker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_S = 20;

    /** The prefix of each answer, to distinguish it from other output. */
    private static final String ANSWER = "outcome: ";

    private static final String FAILURE = "failure: ";

    private final @Nullable Process process;
    private final @Nullable BufferedWriter tasks;
    private final @Nullable BufferedReader answers;

    private Worker(@Nullable Process process) {
        this.process = process;
        tasks = process == null
                ? null
                : new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = process == null
                ? null
                : new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a JVM with the options of this one, and additional ones. */
    public static Worker start(List<String> options) throws IOException {
        List<String> more = new ArrayList<>(options);
        more.add(Worker.class.getName());
        return new Worker(Jvm.start(more));
    }

    /** Runs tasks in this JVM, for trials. */
    public static Worker here() {
        return new Worker(null);
    }

    /** Runs a task, and waits for it. */
    public BenchOutcome run(Task task) throws Exception {
        if (tasks == null || answers == null) {
            return task.work().run(task);
        }
        tasks.write(JSON.writeValueAsString(task));
        tasks.newLine();
        tasks.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER)) {
                return JSON.readValue(line.substring(ANSWER.length()), BenchOutcome.class);
            }
            if (line.startsWith(FAILURE)) {
                throw new IOException(task.work() + " failed: " + line.substring(FAILURE.length()));
            }
        }
        throw new IOException("the process that should do " + task.work() + " has ended; its errors are above");
    }

    /** Ends the process after its task. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (process == null || tasks == null) {
            return;
        }
        tasks.close();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The worker process: reads tasks line by line until the end of input. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(JSON.readValue(line, Task.class)));
                out.flush();
            }
        }
        System.exit(0);
    }

    private static String answer(Task task) throws IOException {
        try {
            return ANSWER + JSON.writeValueAsString(task.work().run(task));
        } catch (Exception e) {
            e.printStackTrace();
            return FAILURE + String.valueOf(e).replaceAll("\\s*\\R\\s*", "; ");
        }
    }
}
