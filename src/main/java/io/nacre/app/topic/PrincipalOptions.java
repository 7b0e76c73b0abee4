package io.nacre.app.topic;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.kafka.topic.PrincipalRole;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the Kafka principal of each role. */
final class PrincipalOptions {

    private static final String LABEL = "User:NAME";

    @Option(names = "--principal-platform", paramLabel = LABEL, description = "The payment platform.")
    private @Nullable String platform;

    @Option(names = "--principal-gateway", paramLabel = LABEL, description = "The gateways.")
    private @Nullable String gateway;

    @Option(names = "--principal-webhooks", paramLabel = LABEL, description = "The webhooks.")
    private @Nullable String webhooks;

    @Option(
            names = "--principal-ingest",
            paramLabel = LABEL,
            description = "The process that converts messages of other formats.")
    private @Nullable String ingest;

    @Option(names = "--principal-job", paramLabel = LABEL, description = "The job.")
    private @Nullable String job;

    @Option(
            names = "--principal-analyst",
            paramLabel = LABEL,
            description = "The analysts, who read alerts and write verdicts, freezes and lists.")
    private @Nullable String analyst;

    @Option(
            names = "--principal-console",
            paramLabel = LABEL,
            description = "The analyst console, which also keeps the audit log.")
    private @Nullable String console;

    @Option(
            names = "--principal-engineer",
            paramLabel = LABEL,
            description = "The engineers, who publish models and rules.")
    private @Nullable String engineer;

    @Option(
            names = "--principal-eraser",
            paramLabel = LABEL,
            description = "The data protection staff, who erase accounts.")
    private @Nullable String eraser;

    @Option(
            names = "--principal-reader",
            paramLabel = LABEL,
            description = "A dashboard or another consumer that only reads.")
    private @Nullable String reader;

    Map<PrincipalRole, String> given() {
        Map<PrincipalRole, String> given = new EnumMap<>(PrincipalRole.class);
        put(given, PrincipalRole.PLATFORM, platform);
        put(given, PrincipalRole.GATEWAY, gateway);
        put(given, PrincipalRole.WEBHOOKS, webhooks);
        put(given, PrincipalRole.INGEST, ingest);
        put(given, PrincipalRole.JOB, job);
        put(given, PrincipalRole.ANALYST, analyst);
        put(given, PrincipalRole.CONSOLE, console);
        put(given, PrincipalRole.ENGINEER, engineer);
        put(given, PrincipalRole.ERASER, eraser);
        put(given, PrincipalRole.READER, reader);
        if (given.isEmpty()) {
            throw new CommandFailedException(
                    "no principal is set: set at least one, such as --principal-job User:nacre-job");
        }
        return given;
    }

    private static void put(Map<PrincipalRole, String> given, PrincipalRole role, @Nullable String principal) {
        if (principal != null) {
            given.put(role, principal);
        }
    }
}
