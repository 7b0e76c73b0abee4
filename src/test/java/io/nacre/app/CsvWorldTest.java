package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.LabelledTransaction;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldCsvWriter;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import java.io.IOException;
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
        assertThat(folder.resolve(WorldCsvWriter.IP_RANGES)).isNotEmptyFile();
    }
}
