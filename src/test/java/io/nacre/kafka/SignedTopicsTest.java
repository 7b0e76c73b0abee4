package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AccountStatus;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.RecordSigningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders on a topic that demands signatures: neither a command nor the start of the job believes the others. */
@Tag("broker")
class SignedTopicsTest {

    private static final long AT_MS = 1_790_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void onlyWhatIsSignedIsBelieved() throws IOException {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings open = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(open)) {
                topics.create(1, 1);
            }
            KafkaSettings desk = open.with(signatures("desk"));
            write(desk, "signed");
            write(open, "unsigned");
            write(open.with(signatures("forger")), "forged");

            assertThat(codes(desk))
                    .containsExactly(null, RejectionCode.SIGNATURE_MISSING, RejectionCode.SIGNATURE_WRONG);
            AccountControls accountControls =
                    KafkaTopics.of(desk).accountControlBootstrap().read();
            assertThat(accountControls.status("signed").stateAt(AT_MS)).isEqualTo(AccountStatus.State.FROZEN);
            assertThat(accountControls.status("unsigned")).isEqualTo(AccountStatus.ACTIVE);
            assertThat(accountControls.status("forged")).isEqualTo(AccountStatus.ACTIVE);
            assertThat(codes(open)).containsExactly(null, null, null);
        }
    }

    private static void write(KafkaSettings settings, String account) {
        try (TopicWriter<AccountAction> writer = new TopicWriter<>(settings, TopicCatalogue.ACCOUNT_ACTIONS)) {
            writer.write(new AccountAction(account, AccountAction.Type.FREEZE, 1, "ann", "mules", AT_MS, null));
        }
    }

    private static List<@Nullable RejectionCode> codes(KafkaSettings settings) {
        List<@Nullable RejectionCode> codes = new ArrayList<>();
        try (TopicReader<AccountAction> reader = new TopicReader<>(settings, TopicCatalogue.ACCOUNT_ACTIONS)) {
            reader.readToEnd(record -> codes.add(code(record.decoded())));
        }
        return codes;
    }

    private static @Nullable RejectionCode code(DecodeResult<AccountAction> decodeResult) {
        DeadLetter letter =
                decodeResult instanceof DecodeResult.Rejected<AccountAction> rejected ? rejected.letter() : null;
        return letter == null ? null : letter.code();
    }

    /** A forger has a key of his own, and gives it the same id. */
    private RecordSigningConfig signatures(String who) throws IOException {
        Path key = Files.writeString(folder.resolve(who), who.equals("desk") ? "QUFB".repeat(11) : "QkJC".repeat(11));
        Path file = Files.writeString(
                folder.resolve(who + ".properties"),
                "key.desk-1 = ${file:" + key + "}\n"
                        + "accept.fraud.account-actions = desk-1\nsign.fraud.account-actions = desk-1\n");
        return RecordSigningConfig.read(file, TopicCatalogue.names());
    }
}
