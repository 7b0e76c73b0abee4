package io.nacre.app.topic;

import picocli.CommandLine.Command;

/** The commands for dead letters. */
@Command(
        name = "dead-letters",
        description = "List and show records that could not be read, or send them again.",
        subcommands = {ListDeadLettersCommand.class, ShowDeadLetterCommand.class, RedriveCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre dead-letters list --bootstrap-servers localhost:9092",
            "  nacre dead-letters show payments.transactions:3:1042 --bootstrap-servers localhost:9092",
            "  nacre dead-letters redrive --bootstrap-servers localhost:9092 --code SCHEMA_UNKNOWN --yes"
        })
public final class DeadLettersCommand {}
