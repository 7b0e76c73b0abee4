package io.nacre.app.webhook;

import picocli.CommandLine.Command;

/** The commands of the webhooks. */
@Command(
        name = "webhooks",
        description = "Send decisions, alerts and account actions to HTTPS endpoints; list and repeat what failed.",
        subcommands = {RunWebhooksCommand.class, ListWebhookDeadLettersCommand.class, RedriveWebhooksCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre webhooks run --bootstrap-servers localhost:9092 --endpoints webhooks.yaml",
            "  nacre webhooks list --bootstrap-servers localhost:9092",
            "  nacre webhooks redrive --bootstrap-servers localhost:9092 --endpoints webhooks.yaml --yes"
        })
public final class WebhooksCommand {}
