package io.nacre.app.cli;

import io.nacre.training.tune.CostModel;
import picocli.CommandLine.Option;

/** The options for the costs of errors and reviews, in --currency. */
public final class CostOptions {

    @Option(
            names = "--review-minutes",
            defaultValue = "5",
            description = "Minutes that an analyst needs for a transaction; default 5.")
    private double reviewMinutes;

    @Option(
            names = "--analyst-hour",
            defaultValue = "40",
            description = "Cost of an analyst's hour in --currency; default 40.")
    private double analystHour;

    @Option(
            names = "--review-friction-cost",
            defaultValue = "2",
            description = "Cost of one review to a legitimate payer; default 2.")
    private double friction;

    @Option(
            names = "--false-decline-cost",
            defaultValue = "25",
            description = "Cost of declining a legitimate transaction; default 25.")
    private double falseDecline;

    public CostModel costs() {
        return new CostModel(reviewMinutes, analystHour, friction, falseDecline);
    }
}
