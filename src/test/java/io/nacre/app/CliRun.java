package io.nacre.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What a command said and how it ended. */
public record CliRun(int code, String out, String err) {

    public static CliRun of(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine nacre = Nacre.commandLine();
        nacre.setOut(new PrintWriter(out, true));
        nacre.setErr(new PrintWriter(err, true));
        int code = nacre.execute(arguments.toArray(String[]::new));
        return new CliRun(code, out.toString(), err.toString());
    }

    /** Runs a command line whose words are parted by single spaces. */
    public static CliRun of(String line) {
        return of(List.of(line.split(" ", -1)));
    }
}
