package io.nacre.bench;

import picocli.CommandLine.Command;

/** {@code nacre bench}: every benchmark is a subcommand. */
@Command(
        name = "bench",
        description = {
            "Measure Nacre beside other ways to do the same, on this machine.",
            "Each benchmark prints what it does, and leaves a JSON file and a page in the output folder."
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
