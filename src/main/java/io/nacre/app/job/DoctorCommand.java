package io.nacre.app.job;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks whether a job could run, without running it. */
@Command(
        name = "doctor",
        description = "Check everything that 'run' needs, with the same options. Prints one line per check: ok, a"
                + " hint, or bad with the remedy. The exit code is 1 if a check is bad.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre doctor --bootstrap-servers localhost:9092 --bundle my-bundle",
            "  nacre doctor --bootstrap-servers kafka:9093 --client-config tls.properties --bundle b.zip"
                    + " --delivery exactly-once",
            "",
            "'run' and the job jar make the same checks when they start."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final OutputTable<PreflightCheckResult> RESULTS = OutputTable.of(PreflightCheckResult.class)
            .column("check", PreflightCheckResult::question)
            .column("state", PreflightCheckResult::state)
            .column("detail", PreflightCheckResult::words);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private LocalOptions local = new LocalOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        PreflightCheckRunner preflightCheckRunner = PreflightChecks.of(job, local);
        PrintWriter out = CommandSupport.out(spec);
        int bad = preflightCheckRunner.bad().size();
        output.list(RESULTS, preflightCheckRunner.findings(), out, () -> {
            preflightCheckRunner.findings().forEach(result -> out.println(result.line()));
            out.println(bad == 0 ? "The job can start." : bad + " to fix before the job can start.");
        });
        return bad == 0 ? 0 : 1;
    }
}
