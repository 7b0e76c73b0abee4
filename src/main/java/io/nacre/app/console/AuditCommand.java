package io.nacre.app.console;

import picocli.CommandLine.Command;

/** The commands of the console's audit log. */
@Command(
        name = "audit",
        description = "List the audit log of the console, or verify that nobody has changed it.",
        subcommands = {VerifyAuditCommand.class, ListAuditCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre audit verify --bootstrap-servers localhost:9092",
            "  nacre audit list --bootstrap-servers localhost:9092 --actor ann"
        })
public final class AuditCommand {}
