package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordReader;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldCsvWriter;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Here, because simulation and training are siblings and do not know each other. */
class CsvWorldTest {

    @Test
    void isReadBackAsItWas(@TempDir Path folder) throws IOException {
        World world = World.of(WorldOptions.DEFAULT
                .withAccounts(100)
                .withMerchants(80)
                .withDays(10)
                .withFraudRate(0.02));
        List<LabelledTransaction> lived = new ArrayList<>();
        world.forEach(lived::add);

        WorldCsvWriter.write(world, folder);
        CsvHistory history =
                CsvHistory.open(folder.resolve(WorldCsvWriter.TRANSACTIONS), CsvMapping.named("nacre-simulation"));

        List<LabelledTransaction> read = new ArrayList<>();
        history.forEach(read::add);
        assertThat(read).isEqualTo(lived);
        assertThat(history.profiles()).isEqualTo(world.profiles());
        assertThat(read).allMatch(labelled -> !labelled.lifecycle().isEmpty());
        assertThat(history.remarks()).isEmpty();
        assertThat(folder.resolve(WorldCsvWriter.IP_RANGES)).isNotEmptyFile();
    }

    @Test
    void writesLifecycleEventsInTheOrderOfTime(@TempDir Path folder) throws IOException {
        WorldCsvWriter.write(
                World.of(WorldOptions.DEFAULT.withAccounts(60).withMerchants(80).withDays(20)), folder);

        JsonRecordReader<LifecycleEvent> reader = Contract.LIFECYCLE_EVENT.jsonReader();
        RecordOrigin origin = new RecordOrigin("lifecycle", 0, 0, 0);
        List<Long> timesMs = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(WorldCsvWriter.LIFECYCLE))) {
            timesMs.add(assertDoesNotThrow(() -> reader.read(line.getBytes(UTF_8), origin))
                    .occurredAtMs());
        }

        assertThat(timesMs).hasSizeGreaterThan(1_000).isSorted();
    }
}
