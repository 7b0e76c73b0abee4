package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.decision.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options for the subject of a verdict and for the analyst. */
final class VerdictOptions {

    @Parameters(
            paramLabel = "TRANSACTION|INCIDENT",
            arity = "1..*",
            description =
                    "Ids, as 'nacre alerts' shows them. An incident id selects the transaction of its latest alert.")
    private List<String> ids = List.of();

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--analyst", description = "Name of the analyst; default the user's name.")
    private @Nullable String analyst;

    @Option(names = "--note", description = "Reason, stored with the verdict.")
    private @Nullable String note;

    @Option(
            names = "--reason-code",
            paramLabel = "CODE",
            description = "Why, as a code that can be counted: ${COMPLETION-CANDIDATES}.")
    private Verdict.@Nullable Reason reason;

    @Option(names = "--account", description = "Account of the transaction, if several accounts use its id.")
    private @Nullable String account;

    @Option(
            names = "--force",
            description = "Accept a transaction without a decision on the topic, such as an old one; needs --account.")
    private boolean force;

    List<String> ids() {
        return ids;
    }

    BrokerOptions brokers() {
        return brokers;
    }

    String analyst() {
        return CommandSupport.actor(analyst);
    }

    @Nullable
    String note() {
        return note;
    }

    Verdict.@Nullable Reason reason() {
        return reason;
    }

    @Nullable
    String account() {
        return account;
    }

    /** Whether to accept a transaction that no decision names. */
    boolean isForced() {
        return force && account != null;
    }
}
