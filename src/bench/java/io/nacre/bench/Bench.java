package io.nacre.bench;

import picocli.CommandLine.Command;

/** {@code nacre bench}, with one subcommand per benchmark. */
@Command(
        name = "bench",
        description = {
            "Compare Nacre with alternatives on this machine.",
            "Each benchmark prints its progress. It writes a JSON file and a page to the output folder."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench floor", "  nacre bench floor --backend heap --accounts 1000 --rows 200000"},
        subcommands = {
            ScorerBench.class,
            FloorBench.class,
            CrayfishBench.class,
            LayeringBench.class,
            WindowsBench.class,
            KeysBench.class,
            LatencyBench.class,
            GatewayBench.class,
            ConsoleBench.class,
            RecoveryBench.class,
            FreezeBench.class,
            RescaleBench.class,
            SwapBench.class,
            TasksBench.class,
            EndureBench.class,
            PoisoningBench.class,
            AlertsBench.class
        })
final class Bench {}
