package io.nacre.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What a command said and how it ended. */
public record CliRun(int code, String out, String err) {

    public static CliRun of(List<String> arguments) {
        return of(Nacre.commandLine(), arguments);
    }

    /** With a line of progress for every record, which a user gets every few seconds. */
    public static CliRun withProgress(String line) {
        return withProgress(List.of(line.split(" ", -1)));
    }

    /** The same, for words that may have spaces. */
    public static CliRun withProgress(List<String> arguments) {
        System.setProperty("nacre.progress", "file");
        System.setProperty("nacre.progress.interval-ms", "0");
        try {
            return of(arguments);
        } finally {
            System.clearProperty("nacre.progress");
            System.clearProperty("nacre.progress.interval-ms");
        }
    }

    /** Help or a usage error, which run no command: one command line serves all, for it takes long to build. */
    static CliRun withoutExecution(List<String> arguments) {
        return of(Shared.NACRE, arguments);
    }

    private static CliRun of(CommandLine nacre, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        nacre.setOut(new PrintWriter(out, true));
        nacre.setErr(new PrintWriter(err, true));
        int code = nacre.execute(arguments.toArray(String[]::new));
        return new CliRun(code, out.toString(), err.toString());
    }

    /** The number of progress lines that count these things, such as "transactions read". */
    public long progressLines(String counted) {
        return err.lines()
                .filter(line -> line.matches("[0-9,]+ " + counted + ", [0-9]+ s"))
                .count();
    }

    /** The standard output, which must be one JSON document and nothing else. */
    public JsonNode json() {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a JSON document: " + out + err, e);
        }
    }

    /** Runs a command line whose words are parted by single spaces. */
    public static CliRun of(String line) {
        return of(List.of(line.split(" ", -1)));
    }

    /** Built when it is first used. */
    private static final class Shared {
        private static final CommandLine NACRE = Nacre.commandLine();
    }
}
