package io.nacre.app.topic;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.kafka.admin.Redrive;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.SourceHeader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends rejected records again. */
@Command(
        name = "redrive",
        description = {
            "Send records that could not be read to their topics again, with unchanged key, headers and bytes.",
            "Without --yes, only lists the records to send. The header " + Redrive.TIMES
                    + " counts the attempts. The header " + Redrive.FIRST + " names the original position."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre dead-letters redrive --bootstrap-servers localhost:9092 --code SCHEMA_UNKNOWN",
            "  nacre dead-letters redrive --bootstrap-servers localhost:9092 --code SCHEMA_UNKNOWN --yes",
            "  nacre dead-letters redrive --bootstrap-servers localhost:9092 --at payments.transactions:3:1042 --yes",
            "",
            "If the topic no longer has the record, it is restored from the dead letter, without its key.",
            "This is not possible if the dead letter was truncated or masked.",
            "The job repeats the decision for a transaction that it has already decided."
        })
final class RedriveCommand implements Callable<Integer> {

    private static final int NAMED = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private DeadLetterOptions letters = new DeadLetterOptions();

    @Option(names = "--yes", description = "Send the records.")
    private boolean yes;

    @Option(names = "--times", defaultValue = "3", description = "Maximum number of attempts per record; default 3.")
    private int times;

    @Option(names = "--limit", defaultValue = "1000", description = "Maximum number of records to send; default 1000.")
    private int most;

    @Override
    public Integer call() {
        KafkaSettings settings = brokers.settings();
        List<DeadLetter> chosen = new ArrayList<>();
        letters.each(settings, letter -> {
            if (chosen.size() <= most) {
                chosen.add(letter);
            }
        });
        if (chosen.size() > most) {
            throw new CommandFailedException("more than " + most + " dead letters match: filter by --code,"
                    + " --topic, --since, --before or --at, or raise --limit");
        }
        PrintWriter out = CommandSupport.out(spec);
        try (Redrive redrive = new Redrive(settings, times)) {
            List<Redrive.Planned> plan = redrive.plan(chosen);
            plan.stream().limit(NAMED).forEach(planned -> print(planned, out));
            long good =
                    plan.stream().filter(planned -> planned.problem() == null).count();
            if (plan.size() > NAMED) {
                out.printf("and %,d more%n", plan.size() - NAMED);
            }
            if (yes) {
                out.printf("%,d of %,d sent again.%n", redrive.send(plan), plan.size());
            } else {
                out.printf("%,d of %,d would be sent again; --yes sends them.%n", good, plan.size());
            }
        }
        return 0;
    }

    private static void print(Redrive.Planned planned, PrintWriter out) {
        String problem = planned.problem();
        out.printf(
                "%s  %s  %s%n",
                SourceHeader.text(planned.letter().origin()),
                planned.letter().code(),
                problem == null ? "attempt " + planned.times() : "not sent: " + problem);
    }
}
