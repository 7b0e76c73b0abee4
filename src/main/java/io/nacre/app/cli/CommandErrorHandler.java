package io.nacre.app.cli;

import io.nacre.codec.registry.RegistryUnavailableException;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.model.BundleException;
import io.nacre.rules.RuleException;
import io.nacre.secret.SecretException;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors in one line; with {@code NACRE_DEBUG=1} also the stack trace. */
public final class CommandErrorHandler {

    private static final boolean DEBUG = System.getenv("NACRE_DEBUG") != null;

    private CommandErrorHandler() {}

    /** Invalid command line: exit code 2. */
    public static int usage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = CommandSupport.err(command.getCommandSpec());
        err.println("nacre: " + oneLine(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    /** Runs the command; converts an out-of-memory error to a failure with a remedy. */
    public static int inMemory(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError full) {
            throw new CommandLine.ExecutionException(
                    parsed.commandSpec().commandLine(), "out of memory", outOfMemory(full));
        }
    }

    private static CommandFailedException outOfMemory(OutOfMemoryError full) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return new CommandFailedException(
                "out of memory (" + full.getMessage() + ") with a maximum heap of " + megabytes
                        + " MB: increase it, as in NACRE_JAVA_OPTS=-Xmx" + 2 * megabytes + "m",
                full);
    }

    /** Failed command: exit code 1. */
    public static int execution(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = CommandSupport.err(command.getCommandSpec());
        err.println("nacre: " + sentence(failure));
        if (DEBUG) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The error as one line for users. */
    public static String inOneLine(Throwable failure) {
        return oneLine(sentence(failure));
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return oneLine("no such file: " + failure.getMessage());
        }
        if (failure instanceof AccessDeniedException) {
            return oneLine("no permission for " + failure.getMessage());
        }
        if (failure instanceof FileAlreadyExistsException) {
            return oneLine("already exists: " + failure.getMessage());
        }
        String message = failure.getMessage();
        if (message != null && failure instanceof RuleException) {
            // The message marks a column, so it needs several lines.
            return message;
        }
        if (message != null && isForUsers(failure)) {
            return oneLine(message);
        }
        return oneLine(rootOf(failure) + " (set NACRE_DEBUG=1 for the stack trace)");
    }

    /** The reason for the end of a job: the first {@link KafkaAccessException}, else the root cause. */
    public static Exception ofJob(Throwable end) {
        for (Throwable cause = end; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaAccessException failure) {
                return failure;
            }
        }
        return new CommandFailedException("the job failed: " + rootOf(end).getMessage(), end);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isForUsers(Throwable failure) {
        return failure instanceof CommandFailedException
                || failure instanceof KafkaAccessException
                || failure instanceof BundleException
                || failure instanceof SecretException
                || failure instanceof RegistryUnavailableException
                || failure instanceof IllegalArgumentException
                || failure instanceof java.io.IOException
                || failure instanceof java.io.UncheckedIOException;
    }

    public static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", "; ");
    }
}
